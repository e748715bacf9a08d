import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { Person } from '../../src/domain/person.ts';
import { listen } from '../../src/web/listen.ts';
import { people } from '../actions/office.ts';
import { type Walked, walkedDraft, walkQuillstore } from '../actions/walked-draft.ts';
import { openBrowser, type WatchedPage } from './browser.ts';
import { type ServedWeb, serveWeb } from './served-web.ts';

const browser: Browser | null = await openBrowser();
let web: ServedWeb;
let walked: Walked;

beforeAll(async () => {
  if (!browser) return;
  web = await serveWeb();
  walked = await walkQuillstore(web.office.store.bodies);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

async function tabOf(person: Person): Promise<WatchedPage> {
  if (!browser) throw new Error('skipped without Chromium');
  return web.tab(browser, person);
}

async function latest({ id }: Draft): Promise<Draft> {
  const found = await web.office.store.drafts.get(id);
  if (!found) throw new Error('the draft is gone');
  return found;
}

const save = ({ page }: WatchedPage) =>
  page.locator('#focus').getByRole('button', { name: 'Save', exact: true }).first().click();

describe.skipIf(!browser)('What goes wrong on the desk, seen in a browser', () => {
  it('is no loss where the connection is gone while somebody edits', async () => {
    const draft = await walkedDraft(web, walked);
    const tab = await tabOf(people.reviewer);
    const { page } = tab;
    await page.goto(`/review/${draft.id}?at=summary`);
    await page.locator('#text-summary').fill('Typed in a tunnel.');
    await page.context().setOffline(true);
    await save(tab);
    await page.waitForURL('chrome-error://**');
    await page.context().setOffline(false);
    await page.goBack();
    expect(await page.locator('#text-summary').inputValue()).toBe('Typed in a tunnel.');
    expect((await latest(draft)).revision).toBe(1);
    await save(tab);
    await page.locator('[role=status]').waitFor();
    expect((await latest(draft)).analysis.summary.text).toBe('Typed in a tunnel.');
    await page.goto(`/review/${draft.id}?at=summary`);
    await page.locator('#text-summary').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    await tab.close();
  });

  it('never lets the later of two reviewers write over the earlier one, and loses neither', async () => {
    const draft = await walkedDraft(web, walked);
    const [ada, bob] = [await tabOf(people.reviewer), await tabOf(people.editor)];
    for (const { page } of [ada, bob]) await page.goto(`/review/${draft.id}?at=summary`);
    await ada.page.locator('#text-summary').fill('The summary of Ada.');
    await bob.page.locator('#text-summary').fill('The summary of Bob.');
    await save(bob);
    await bob.page.locator('[role=status]').waitFor();
    await save(ada);
    const alert = ada.page.locator('[role=alert]');
    await alert.waitFor();
    expect(await alert.textContent()).toContain(`${people.editor.email} changed this draft`);
    expect(await alert.textContent()).toContain('The summary of Bob.');
    expect(await ada.page.locator('#text-summary').inputValue()).toBe('The summary of Ada.');
    expect((await latest(draft)).analysis.summary.text).toBe('The summary of Bob.');
    await save(ada);
    await ada.page.locator('[role=status]').waitFor();
    expect((await latest(draft)).analysis.summary.text).toBe('The summary of Ada.');
    const before = await web.office.store.drafts.get(draft.id, 2);
    expect(before?.analysis.summary.text).toBe('The summary of Bob.');
    await ada.close();
    await bob.close();
  });

  it('tells whose desk a draft is on, and asks before it is taken over', async () => {
    const draft = await walkedDraft(web, walked);
    const [ada, bob] = [await tabOf(people.reviewer), await tabOf(people.editor)];
    for (const { page } of [ada, bob]) await page.goto(`/review/${draft.id}`);
    await ada.page.getByRole('button', { name: 'Claim' }).click();
    await ada.page.getByText('You have it').waitFor();
    await bob.page.getByRole('button', { name: 'Claim' }).click();
    expect(await bob.page.locator('[role=alert]').textContent()).toContain(`${people.reviewer.email} has this draft.`);
    await bob.page.getByRole('button', { name: 'Take over' }).click();
    await bob.page.getByText('You have it').waitFor();
    await ada.close();
    await bob.close();
  });

  it('publishes nothing from a stale tab, and shows what came meanwhile', async () => {
    const draft = await walkedDraft(web, walked);
    const [ada, bob] = [await tabOf(people.reviewer), await tabOf(people.editor)];
    await ada.page.goto(`/review/${draft.id}`);
    await bob.page.goto(`/review/${draft.id}?at=summary`);
    await bob.page.locator('#text-summary').fill('Slipped in behind the back of Ada.');
    await save(bob);
    await bob.page.locator('[role=status]').waitFor();
    await ada.page.locator('button[value=approved]').click();
    const alert = ada.page.locator('[role=alert]');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('Slipped in behind the back of Ada.');
    expect(await web.office.store.publications.latest(draft.slug)).toBeNull();
    expect((await web.office.store.drafts.state(draft.id))?.state).toBe('waiting');
    await ada.close();
    await bob.close();
  });

  it('does nothing for a form that another site sends through a signed-in browser', async () => {
    const draft = await walkedDraft(web, walked);
    const fields = { verdict: 'approved', revision: '1', contentDigest: draft.contentDigest };
    const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`);
    const lure = `<!doctype html><title>Win</title><form method="post" action="${web.address}/review/${draft.id}">${inputs.join('')}<button>Win</button></form>`;
    const elsewhere = await listen(
      { fetch: () => new Response(lure, { headers: { 'content-type': 'text/html' } }) },
      { port: 0, host: '127.0.0.1' },
    );
    const tab = await tabOf(people.reviewer);
    await tab.page.goto(`http://127.0.0.1:${elsewhere.port}/`);
    await tab.page.getByRole('button', { name: 'Win' }).click();
    await tab.page.getByText('did not come from a page of Assay').waitFor();
    expect(await web.office.store.publications.latest(draft.slug)).toBeNull();
    expect((await web.office.store.drafts.state(draft.id))?.state).toBe('waiting');
    await tab.close();
    await elsewhere.close();
  });

  it('says how long a text may be, and keeps one that is longer', async () => {
    const draft = await walkedDraft(web, walked);
    const tab = await tabOf(people.reviewer);
    const { page } = tab;
    await page.goto(`/review/${draft.id}?at=summary`);
    // A field stops at its length; what comes past it comes from a browser that does not keep to it.
    await page.evaluate(`document.querySelector('#text-summary').removeAttribute('maxlength')`);
    const long = 'Too much of it. '.repeat(300).trim();
    await page.locator('#text-summary').fill(long);
    await save(tab);
    const alert = page.locator('[role=alert]');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('at most 4000 characters');
    expect(await page.locator('#text-summary').inputValue()).toBe(long);
    expect((await latest(draft)).revision).toBe(1);
    await page.goto(`/review/${draft.id}?at=summary`);
    await page.evaluate(`document.querySelector('#text-summary').removeAttribute('maxlength')`);
    await page.locator('#text-summary').fill('x'.repeat(4_100_000));
    await save(tab);
    await page.getByText('is larger than 4 MB').waitFor();
    expect((await latest(draft)).revision).toBe(1);
    await tab.close();
  });

  it('says that there is nothing under an unknown id, with a way on', async () => {
    const tab = await tabOf(people.reviewer);
    for (const path of [
      '/review/draft-unknown',
      '/runs/run-unknown',
      '/vendors/nothing',
      '/nothing',
      '/review/draft-x/changes',
    ]) {
      const reply = await tab.page.goto(path);
      expect(reply?.status(), path).toBe(404);
      const text = (await tab.page.locator('main').textContent()) ?? '';
      expect(text, path).not.toMatch(/stack|node:|\bat \S+\.ts/);
      expect(text.trim().length, path).toBeGreaterThan(20);
    }
    await tab.close();
  });
});
