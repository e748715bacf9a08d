import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSecret } from '../../src/actions/accounts.ts';
import { decide } from '../../src/actions/decide.ts';
import { claimDraft } from '../../src/actions/desk-draft.ts';
import { type Api, apiOver } from '../../src/cli/api.ts';
import { draftSentence } from '../../src/cli/draft-sentence.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { people } from '../actions/office.ts';
import { walkedDraft, walkQuillstore } from '../actions/walked-draft.ts';
import { baseUrl, openWeb, type TestWeb } from '../web/desk.ts';

let web: TestWeb;
let api: Api;
let draft: Draft;
beforeAll(async () => {
  web = await openWeb();
  draft = await walkedDraft(web, await walkQuillstore(web.office.store.bodies));
  const { secret: token } = await makeSecret(web.office, { kind: 'token', label: 'test' }, people.reviewer);
  const close = async () => undefined;
  api = apiOver({ place: baseUrl, token, fetch: async (request) => web.app.request(request), close });
});
afterAll(() => web.close());

const sentence = async (): Promise<string> => draftSentence(api, await api.get(`/api/drafts/${draft.id}`));

describe('Where a draft stands, in a sentence', () => {
  it('tells that it waits, on whose desk it is, and that it was returned as it is', async () => {
    const { id } = draft;
    expect(await sentence()).toMatch(
      new RegExp(
        `^Draft ${id} waits for review.*: approve it with "assay approve ${id} --revision 1", or on screen\\.$`,
      ),
    );
    await claimDraft(web.office, { draftId: id, takeOver: false }, people.editor);
    expect(await sentence()).toContain(`Draft ${id} is with ${people.editor.email}`);
    expect(await sentence()).not.toContain('waits');
    const decision = { revision: 1, contentDigest: draft.contentDigest, verdict: 'returned', reason: 'Look again.' };
    await decide(web.office, { draftId: id, decision }, people.reviewer);
    const returned = await sentence();
    expect(returned).toMatch(new RegExp(`^Draft ${id} was returned and has not been edited since`));
    expect(returned).toMatch(
      /: edit it on screen, or approve it all the same with "assay approve .* --after-return \S+"\.$/,
    );
  });
});
