import { z } from 'zod';
import type { Citation } from '../domain/analysis.ts';
import { citationsAt, holderAt } from '../domain/edit-places.ts';
import { type ErrorReport, reportables, reportId } from '../domain/error-report.ts';
import { howMany } from '../domain/how-many.ts';
import { may, type Person } from '../domain/person.ts';
import type { Publication } from '../domain/publication.ts';
import { speaksToModel } from '../domain/speaks-to-model.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { type Proof, proveQuote } from './prove-quote.ts';
import { standing } from './standing.ts';
import { refusedFields } from './vendor-input.ts';

/** What a reader says is wrong. */
export const ReportInput = z.strictObject({
  /** The version that the reader has before them. */
  version: z.coerce.number().int().positive(),
  /** The path of the statement in it. */
  about: z.string().min(1, 'say which statement it is about').max(200),
  text: z
    .string()
    .trim()
    .min(10, 'say in a few words what is wrong')
    .max(1000, 'say it in at most 1,000 characters: the quote says the rest'),
  /** The address of the page that the quote stands on. */
  page: z
    .string()
    .trim()
    .max(2000)
    .refine((text) => /^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text), {
      error: 'give the address of the page, beginning with https://',
    }),
  quote: z
    .string()
    .trim()
    .min(1, { error: 'copy the sentence from the page: without it a report changes nothing', abort: true })
    .max(2000, 'copy the one sentence that shows it, at most 2,000 characters')
    .refine(isWholeSentence, {
      error: 'copy the whole sentence: what is shorter than 25 characters or 5 words stands in many',
    }),
});

/** What the quote gate asks of a published quote. A row of a table may be short. */
function isWholeSentence(text: string): boolean {
  return text.includes('|') || (text.length >= 25 && text.split(/\s+/).length >= 5);
}

export type ReportInput = z.infer<typeof ReportInput>;

/** What became of a report: kept for a reviewer, known already, or nothing, because no sentence proves it. */
export type Reported =
  | { kind: 'kept' | 'known'; report: Omit<ErrorReport, 'answer'> }
  | Extract<Proof, { kind: 'unproven' }>;

/**
 * Keeps a reader's report where its quote passes the gate against the stored pages of the product; nothing is stored
 * otherwise, and nothing published is changed either way. Throws `Refused`: 404 and 410 where nothing stands, 412 where
 * another version stands by now, 422 for wrong fields and a sentence that the statement cites already, 429 for too many tries
 * or reports from one address of the network and where enough reports of the statement wait.
 */
export async function reportError(
  office: Pick<Office, 'store' | 'clock' | 'rubric'>,
  { slug, input, address, person }: { slug: string; input: unknown; address: string; person: Person | null },
): Promise<Reported> {
  const { store, rubric, clock } = office;
  const publication = await store.publications.latest(slug);
  if (!publication) throw unknown(slug);
  standing(publication);
  const parsed = ReportInput.safeParse(input);
  if (!parsed.success) throw refusedFields(parsed.error);
  const { version, about, text, page, quote } = parsed.data;
  if (version !== publication.version) throw outdated(version, publication);
  const item = reportables(publication.analysis, rubric).find(({ path }) => path === about);
  if (!item) throw noStatement(about);
  const wait = await store.reports.countTry(address);
  if (wait > 0) throw tooMany(wait);
  const proof = await proveQuote(store, publication, {
    page,
    quote,
    seesPages: person !== null && may(person, 'read'),
  });
  if (proof.kind === 'unproven') return proof;
  if (isCitedBy(publication, about, proof.citation)) throw alreadyCited();
  const report = {
    ...{ slug, name: publication.analysis.vendor.name, publicationId: publication.id, version },
    ...{ item: item.path, check: item.check, statement: item.statement, text },
    speaksToModel: speaksToModel(text, false),
    citation: proof.citation,
    ...(proof.onNamed ? {} : { namedPage: page }),
    at: clock.now().toISOString(),
  };
  const whole = { id: reportId(report), ...report };
  const kept = await store.reports.add(whole, address);
  if (kept === 'waiting') throw waiting();
  if (kept === 'enough') throw enough(publication);
  return { kind: kept, report: whole };
}

function unknown(slug: string): Refused {
  return new Refused({
    status: 404,
    code: 'not-published',
    message: `There is no published analysis called "${slug}", so there is nothing in it to report.`,
    advice: 'The catalogue lists what is published.',
  });
}

function outdated(version: number, { version: now, slug }: Publication): Refused {
  return new Refused({
    status: 412,
    code: 'newer-version',
    message: `You read version ${version}; version ${now} has replaced it.`,
    advice: `See at /vendors/${slug} whether it still says so, and report it there.`,
  });
}

function noStatement(about: string): Refused {
  const message = `This version has no statement at "${about.slice(0, 80)}".`;
  return new Refused({
    status: 422,
    code: 'no-statement',
    message,
    advice: 'Choose one of the list.',
    details: [{ path: 'about', message }],
  });
}

function tooMany(seconds: number): Refused {
  return new Refused({
    status: 429,
    code: 'too-many-reports',
    message: 'More reports came from your network than a person makes in an hour.',
    advice: `Try again in ${howMany(Math.ceil(seconds / 60), 'minute')}; nothing you typed is lost meanwhile.`,
    retryAfterSeconds: seconds,
  });
}

/** Whether the statement rests on this sentence already, here or where another page says the same. */
function isCitedBy({ analysis }: Publication, about: string, { quote }: Citation): boolean {
  const holder = holderAt(analysis, about);
  return holder !== null && citationsAt(holder).some((citation) => citation.quote.includes(quote));
}

function alreadyCited(): Refused {
  const message = 'This sentence is already what the statement rests on, so it cannot show what is wrong with it.';
  return new Refused({
    status: 422,
    code: 'already-cited',
    message,
    advice: 'Say which other sentence of the documentation shows the error.',
    details: [{ path: 'quote', message: `${message} Copy the other sentence that shows the error.` }],
  });
}

function waiting(): Refused {
  return new Refused({
    status: 429,
    code: 'statement-reported',
    message: 'Readers reported this statement with several sentences already; a reviewer will look at it.',
    advice: 'Nothing more is needed. Other statements can be reported as before.',
    retryAfterSeconds: 86_400,
  });
}

function enough({ analysis }: Publication): Refused {
  return new Refused({
    status: 429,
    code: 'many-reports-a-day',
    message: `As many reports about ${analysis.vendor.name} came from your network today as are taken in a day.`,
    advice: 'Try again tomorrow, or write to whoever runs this catalogue if there is more.',
    retryAfterSeconds: 86_400,
  });
}
