import type { Citation } from '../domain/analysis.ts';
import type { Corpus, CorpusPage, Passage } from '../domain/corpus.ts';
import { gateQuote, refusalTexts } from '../domain/quote-gate.ts';
import { Refused } from '../errors.ts';
import type { Store } from '../ports.ts';

/** A sentence that a person wants to cite, and from where in the stored page to look for it. */
interface Wanted {
  textDigest: string;
  quote: string;
  from: number;
}

/**
 * The citation of a sentence in one of the draft's stored pages: as the page has it, widened to whole sentences, items or
 * rows. Throws `Refused` (422) where the gate refuses it, where the page is none of the draft's, and where the passage
 * addresses a model rather than a reader: such text is no evidence, whoever points at it.
 */
export async function citePage(
  store: Pick<Store, 'bodies'>,
  corpus: Pick<Corpus, 'pages' | 'passages'>,
  wanted: Wanted,
): Promise<Citation> {
  const page = corpus.pages.findIndex(({ textDigest }) => textDigest === wanted.textDigest);
  const known = corpus.pages[page];
  if (!known) throw refused('unknown-page', 'This page is none of those that the draft was made from.');
  const bytes = await store.bodies.read(known.textDigest);
  if (!bytes) throw refused('page-lost', 'The text of this page is not kept any more.');
  // As the gate of the gather stage reads it: a mark at the start counts as a character.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const gated = gateQuote(text, wanted.quote, wanted.from);
  if (!gated.ok) throw refused(`quote-${gated.reason}`, refusalTexts[gated.reason]);
  const passage = passageAt(corpus.passages, page, gated.start);
  if (!passage) {
    throw refused('no-passage', 'This stands outside the passages that count as evidence, such as a repeated banner.');
  }
  if (passage.flags.includes('injection-suspect')) {
    throw refused('suspect-passage', 'This passage addresses a model rather than a reader, so it cannot be evidence.');
  }
  const { start, end, quote } = gated;
  return { ...aboutPage(known), passageId: passage.id, start, end, quote };
}

function passageAt(passages: readonly Passage[], page: number, offset: number): Passage | undefined {
  return passages.find(({ places }) =>
    places.some((place) => place.page === page && place.start <= offset && offset < place.end),
  );
}

function aboutPage({ url, title, pageDigest, textDigest, fetchedAt }: CorpusPage) {
  return { url, title, pageDigest, textDigest, fetchedAt };
}

function refused(code: string, message: string): Refused {
  return new Refused({
    status: 422,
    code,
    message,
    advice: 'Choose another sentence, or give more of this one exactly as the page has it.',
    details: [{ path: 'quote', message }],
  });
}
