import type { AsOf } from '../../../actions/as-of.ts';
import { emptyStack } from '../../../domain/stack/stack-state.ts';
import { AsOfNotice } from '../as-of-notice.tsx';
import { type Frame, Layout } from '../layout.tsx';
import { StackBody } from './stack-body.tsx';
import type { StackShown } from './stack-shown.ts';

interface StackPageProps {
  frame: Frame;
  shown: StackShown;
  /** The past time that is shown; null for now. */
  moment: AsOf | null;
  /** Address of the module that changes the page in place; a copy that draws the page itself names its own. */
  script?: string;
}

/** The page of the Stack Builder. */
export function StackPage({ frame, shown, moment, script }: StackPageProps) {
  const { report, rubric, address } = shown;
  const { state } = report;
  const industry = rubric.stack.industries.find(({ id }) => id === state.industry);
  const isNamed = industry !== undefined && state.industry !== emptyStack.industry;
  return (
    <Layout
      frame={frame}
      title={isNamed ? `Stack Builder: ${industry.name}` : 'Stack Builder'}
      description="Seven layers, a product a slot: which products pass your industry’s scores, what is missing, where the stack is weakest, and what its vendors document about working together."
      canonical="/stack"
      here="/stack"
      script={script}
    >
      {moment ? <AsOfNotice moment={moment} today={address({ ...state, asOf: null })} /> : null}
      <StackBody shown={shown} />
    </Layout>
  );
}
