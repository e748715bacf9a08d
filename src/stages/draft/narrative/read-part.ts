import type { z } from 'zod';
import type { ModelAnswer, ModelReading } from '../../../ports.ts';
import type { Material } from '../material.ts';
import type { Offer } from './offer.ts';
import type { Part } from './part.ts';
import type { Drafted } from './prose.ts';
import { Merits, readMerits } from './read-merits.ts';
import { Portrait, readPortrait } from './read-portrait.ts';
import { Risks, readRisks } from './read-risks.ts';
import { readUse, Use } from './read-use.ts';
import { type Scale, scaleFor } from './scale.ts';

/** What of a part's reply may stand. */
export interface ReadPart {
  sections: Drafted;
  /** Numbers and ids that were not offered, of all that were named. */
  unoffered: number;
  named: number;
  /** Too many of them: nothing of the reply stands. */
  isDiscarded: boolean;
}

/** A part's question, and what came of it. */
export interface Told {
  part: Part;
  answer: ModelAnswer<ReadPart>;
}

/** From this share on the reply was not made from what was offered. */
const mostUnoffered = 0.2;
/** More would make a repair longer than the question. */
const mostComplaints = 24;

type Reader = (value: unknown, scale: Scale) => { drafted: Drafted } | { issues: z.core.$ZodIssue[] };

const readers: Record<Part, Reader> = {
  portrait: readerOf(Portrait, readPortrait),
  merits: readerOf(Merits, readMerits),
  risks: readerOf(Risks, readRisks),
  use: readerOf(Use, readUse),
};

/**
 * Reads the reply to a part's question. What is wrong is complained of once; on the last reading it is dropped, and a
 * section left with too little is null.
 */
export function readPart(offer: Offer, material: Material): (value: unknown, last: boolean) => ModelReading<ReadPart> {
  return (value, last) => {
    const scale = scaleFor(offer, material);
    const read = readers[offer.part](value, scale);
    if ('issues' in read) {
      const complaints = read.issues.map(
        ({ path, message }) => `${path.map(String).join('.') || 'the reply'}: ${message}`,
      );
      return { ok: false, complaints: complaints.slice(0, mostComplaints) };
    }
    const { named, unoffered } = scale.count;
    const isDiscarded = named > 0 && unoffered / named > mostUnoffered;
    const complaints = Object.values(read.drafted).flatMap((section) => section.complaints);
    if (isDiscarded)
      complaints.unshift(`${unoffered} of ${named} numbers and ids were not offered: name printed ones.`);
    if (complaints.length > 0 && !last) return { ok: false, complaints: complaints.slice(0, mostComplaints) };
    return { ok: true, value: { sections: read.drafted, unoffered, named, isDiscarded } };
  };
}

function readerOf<S extends z.ZodType>(schema: S, read: (reply: z.infer<S>, scale: Scale) => Drafted): Reader {
  return (value, scale) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? { drafted: read(parsed.data, scale) } : { issues: parsed.error.issues };
  };
}
