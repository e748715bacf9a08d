import { isDoubtful } from '../../../domain/attention.ts';
import { AnalysisArticle, type Approval } from '../../public/analysis-article.tsx';
import { type Frame, Layout } from '../../public/layout.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { FocusPanel } from './focus-panel.tsx';
import { KeyHelp } from './key-help.tsx';
import { DecidedNotice, ProblemNotice, SavedNotice } from './notices.tsx';
import { Outline } from './outline.tsx';
import { ReviewHead } from './review-head.tsx';
import { reviewScript } from './review-script.ts';
import { itemHref, type Shown } from './shown.ts';

/** One draft on the desk: outline, the draft exactly as it would be public, and the item in focus with the decision. */
export function ReviewPage({ frame, shown, approval }: { frame: Frame; shown: Shown; approval: Approval | null }) {
  const { desk, item, reading } = shown;
  const { analysis } = desk.draft;
  return (
    <Layout frame={frame} title={`Draft of ${analysis.vendor.name}`} here="/review" script={reviewScript.path}>
      <ReviewHead shown={shown} />
      <div class={item ? 'desk focusing' : 'desk'}>
        <Outline shown={shown} />
        <div class="side">
          <ProblemNotice shown={shown} />
          <SavedNotice shown={shown} />
          <DecidedNotice shown={shown} />
          {item ? <FocusPanel shown={shown} item={item} /> : <FirstStep shown={shown} />}
          <DecisionPanel shown={shown} />
          <KeyHelp />
        </div>
        <AnalysisArticle analysis={analysis} reading={reading} approval={approval} base="" />
      </div>
    </Layout>
  );
}

/** Where to begin, while nothing is in focus. */
function FirstStep({ shown: { desk } }: { shown: Shown }) {
  const first = desk.attention.filter(isDoubtful).find(({ looked }) => !looked);
  if (!first) return null;
  return (
    <p>
      <a href={itemHref(desk.draft.id, first.item)} data-key="n">
        {desk.draft.change ? 'Begin with what changed →' : 'Begin with the most doubtful →'}
      </a>
    </p>
  );
}
