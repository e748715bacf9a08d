import type { Command } from 'commander';
import type { Analysis } from '../domain/analysis.ts';
import type { DraftState } from '../domain/closed-lists.ts';
import type { DraftSummary } from '../domain/draft.ts';
import type { DraftChange } from '../domain/draft-change.ts';
import type { Verdict } from '../domain/review.ts';
import { UsageError } from '../errors.ts';
import { type Api, ApiProblem } from './api.ts';
import { draftSentence } from './draft-sentence.ts';
import type { Here } from './here.ts';
import { columns, note, printJson, printLine, printTable } from './output.ts';
import { whoAmI } from './who-am-i.ts';
import { withApi } from './with-api.ts';

interface ShownDraft {
  id: string;
  revision: number;
  slug: string;
  state: DraftState;
  holder: string | null;
  contentDigest: string;
  blocks: { path: string; message: string; remedy?: 'reject' }[];
  /** Of what is doubtful, how much was looked at as it stands. */
  progress: { looked: number; of: number };
  analysis: Analysis;
  change: DraftChange | null;
  returned: { id: string; by: string; reason: string } | null;
}

/** `assay drafts`, `approve`, `return`, `reject`, `withdraw`: the decisions that the screens offer, by the same rules. */
export function addDrafts(program: Command, here: Here): void {
  const drafts = program.command('drafts').description('what waits for review');
  drafts
    .command('list', { isDefault: true })
    .description('the drafts that wait')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay drafts')
    .action((flags: { json?: boolean }) => withApi(here, (api) => list(api, flags), { kept: true }));
  drafts
    .command('show')
    .description('one draft as it would be published')
    .argument('<id>')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay drafts show draft-0123')
    .action((id: string, flags: { json?: boolean }) =>
      withApi(here, (api) => show(api, id, { ...flags, here }), { kept: true }),
    );
  addDecision(program, here, {
    name: 'approve',
    verdict: 'approved',
    description: 'approve a draft exactly as it stands; it is then published',
  });
  addDecision(program, here, {
    name: 'return',
    verdict: 'returned',
    description: 'send a draft back with what is wrong',
  });
  addDecision(program, here, { name: 'reject', verdict: 'rejected', description: 'refuse a draft for good' });
  program
    .command('withdraw')
    .description('take a publication down; its history stays')
    .argument('<slug>')
    .requiredOption('--reason <text>', 'why; readers will see it')
    .addHelpText('after', '\nExample:\n  assay withdraw example --reason "The product was discontinued."')
    .action((slug: string, flags: { reason: string }) =>
      withApi(here, async (api) => {
        await api.send('POST', `/api/publications/${encodeURIComponent(slug)}/withdraw`, {
          body: { reason: flags.reason },
        });
        printLine(`${slug} is withdrawn.`);
      }),
    );
}

interface DecisionCommand {
  name: string;
  verdict: Verdict;
  description: string;
}

function addDecision(program: Command, here: Here, decision: DecisionCommand): void {
  const command = program
    .command(decision.name)
    .description(decision.description)
    .argument('<id>', 'the draft')
    .option('--revision <n>', 'the revision you looked at; needed to approve')
    .option('--reason <text>', decision.verdict === 'approved' ? 'a remark for the record' : 'why')
    .option('--after-return <id>', 'the return that you have seen, where the draft was returned as it stands')
    .option('--json', 'print JSON');
  const example =
    decision.verdict === 'approved' ? '--revision 1' : '--reason "The latency figure is of another product."';
  command
    .addHelpText('after', `\nExample:\n  assay ${decision.name} draft-0123 ${example}`)
    .action((id: string, flags: Asked['flags']) => {
      const asked = { id, verdict: decision.verdict, flags };
      mustBeComplete(asked);
      return withApi(here, (api) => decide(api, { ...asked, here }), { works: true });
    });
}

interface Asked {
  id: string;
  verdict: Verdict;
  flags: { revision?: string; reason?: string; afterReturn?: string; json?: boolean };
}

/** Checked before anything is opened: what is missing is known without it. */
function mustBeComplete({ verdict, flags }: Asked): void {
  if (verdict === 'approved' && !flags.revision) {
    throw new UsageError(
      'Name the revision that you looked at, such as --revision 1: only what was seen can be approved.',
    );
  }
  if (verdict !== 'approved' && !flags.reason) throw new UsageError('Say why with --reason "…".');
  if (flags.revision && !/^[1-9]\d*$/.test(flags.revision)) {
    throw new UsageError(`--revision takes a number such as 1, not "${flags.revision}".`);
  }
}

async function decide(api: Api, { id, verdict, flags, here }: Asked & { here: Here }): Promise<void> {
  const draft = await api.get<ShownDraft>(`/api/drafts/${encodeURIComponent(id)}`);
  if (verdict === 'approved') await sayUnderWhat(api, draft);
  const reply = await api
    .send<object>('POST', `/api/drafts/${encodeURIComponent(id)}/decision`, {
      body: {
        verdict,
        revision: flags.revision ? Number(flags.revision) : draft.revision,
        reason: flags.reason ?? '',
        afterReturn: flags.afterReturn,
      },
      headers: { 'if-match': `"${draft.contentDigest}"` },
    })
    .catch(async (error: unknown) => {
      if (!(error instanceof ApiProblem) || error.code !== 'blocked') throw error;
      const { blockedProblem } = await import('./blocked-problem.ts');
      throw blockedProblem(error, { analysis: draft.analysis, rubric: await here.rubric() });
    });
  if (verdict === 'approved') await published(api, draft);
  if (flags.json) printJson(reply);
  else
    printLine(verdict === 'approved' ? `Approved and published: /vendors/${draft.slug}` : `The draft is ${verdict}.`);
}

/** What a reviewer reads beside the button: under whose name, and how much of the draft nobody looked at. */
async function sayUnderWhat(api: Api, { progress: { looked, of }, blocks }: ShownDraft): Promise<void> {
  // Nothing is approved then; the refusal says why.
  if (blocks.length > 0) return;
  const { email, machine } = await whoAmI(api);
  const unseen = of > looked ? `, with ${of - looked} of ${of} not looked at` : '';
  note(`Approving under the name ${email}${unseen}.`);
  if (machine) {
    note(
      'That is the account of this machine’s user, and readers see it. To approve under your own name, use the review page, or set ASSAY_URL and ASSAY_TOKEN to a token of yours.',
    );
  }
}

/** Waits until the approval is published: a command that says so must be right. */
async function published(api: Api, draft: ShownDraft): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if ((await publicDigest(api, draft.slug)) === draft.contentDigest) return;
    await new Promise((later) => setTimeout(later, 250));
  }
  note(
    'The approval is recorded; publishing has not finished yet. See "assay drafts" and the logs of the publish worker.',
  );
  process.exitCode = 1;
}

/** The content digest of what is public of a product; null where nothing is. */
async function publicDigest(api: Api, slug: string): Promise<string | null> {
  try {
    const found = await api.get<{ contentDigest: string }>(`/api/publications/${encodeURIComponent(slug)}`);
    return found.contentDigest;
  } catch (error) {
    // Not published yet, or withdrawn before.
    if (error instanceof ApiProblem && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}

async function list(api: Api, flags: { json?: boolean }): Promise<void> {
  const { items } = await api.get<{ items: DraftSummary[] }>('/api/drafts?limit=200');
  if (flags.json) {
    printJson(items);
    return;
  }
  const rows = items.map((item) => [
    item.id,
    String(item.revision),
    item.name,
    item.state,
    `${item.inpactTotal}/${item.inpactMax}`,
    `${item.goalsTotal}/${item.goalsMax}`,
    warningWords(item),
  ]);
  printTable(
    ['draft', 'revision', 'product', 'state', 'inpact', 'goals', 'warnings'],
    rows,
    'Nothing waits for review.',
  );
}

function warningWords({ blocks, warns, change }: DraftSummary): string {
  if (!change) return blocks === 0 ? `${warns}` : `${blocks + warns}, ${blocks} of them blocking`;
  if (change.open === 0 && blocks === 0) return 'addresses only';
  return `change: ${change.open} open, ${blocks} blocking`;
}

async function show(api: Api, id: string, flags: { json?: boolean; here: Here }): Promise<void> {
  const draft = await api.get<ShownDraft>(`/api/drafts/${encodeURIComponent(id)}`);
  if (flags.json) {
    printJson(draft);
    return;
  }
  const { reportText } = await import('../domain/report-text.ts');
  const { itemLabel } = await import('../domain/item-label.ts');
  const { itemOf } = await import('../domain/item.ts');
  const { plainWords } = await import('../domain/plain-words.ts');
  const rubric = await flags.here.rubric();
  printLine(reportText(draft.analysis, { width: columns(), colour: await flags.here.inColour(), rubric }).trimEnd());
  if (draft.change) {
    const { changeText } = await import('../domain/change-text.ts');
    printLine(changeText(draft.change, { analysis: draft.analysis, rubric }));
  }
  for (const { path, message } of draft.blocks) {
    note(`Blocks approval: ${itemLabel(itemOf(path), draft.analysis, rubric)}. ${plainWords(message, rubric)}`);
  }
  const { returned } = draft;
  if (returned) note(`Returned by ${returned.by}: ${returned.reason}`);
  note(await draftSentence(api, draft));
}
