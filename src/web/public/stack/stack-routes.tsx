import type { Hono } from 'hono';
import { stackOf } from '../../../actions/stack-of.ts';
import { stackAddress } from '../../../domain/stack/stack-address.ts';
import { asset } from '../../asset.ts';
import type { WebParts, WebVariables } from '../../parts.ts';
import { frameOf, page } from '../../render.ts';
import { StackPage } from './stack-page.tsx';
import { stackScript } from './stack-script.ts';
import type { StackShown } from './stack-shown.ts';

const path = '/stack';

/** The Stack Builder: every state of it is an address, and `rememberPages` keeps what strangers see of it. */
export function addStackPage(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  app.get(stackScript.path, asset({ text: stackScript.text, type: 'text/javascript', keep: 'ever' }));

  app.get(path, async (c) => {
    const { search, searchParams } = new URL(c.req.url);
    const { report, problems, candidates, clash, question, moment } = await stackOf(
      parts.office,
      searchParams,
      c.get('person'),
    );
    const own = stackAddress(report.state);
    const notUnderstood = problems.some(({ kind }) => kind === 'not-understood');
    // Forms send empty fields and repeat names: what people share and what browsers keep is the one address of the state.
    if (search !== own && !notUnderstood) return c.redirect(`${path}${own}`);
    const frame = frameOf(c, parts);
    const shown: StackShown = {
      ...{ report, problems, candidates, clash, rubric: parts.office.rubric },
      ...{ products: question.products, aside: question.aside ?? new Map() },
      base: frame.base,
      address: (state) => `${path}${stackAddress(state)}`,
      taken: {
        link: `${parts.baseUrl}${path}${own}`,
        markdown: parts.copy ? null : `/stack.md${own}`,
        json: parts.copy ? null : `/api/stack${own}`,
      },
    };
    const element = <StackPage frame={frame} shown={shown} moment={moment} script={stackScript.path} />;
    return page(c, element, notUnderstood ? 422 : 200);
  });
}
