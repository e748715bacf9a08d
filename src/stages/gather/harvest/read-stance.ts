import { costOfChange } from '../../../domain/cost-of-change.ts';
import { readAround } from '../../../domain/hedging.ts';
import { otherSubject } from '../../../domain/other-subject.ts';
import type { Check } from '../../../domain/rubric.ts';
import { termsOf } from '../../../domain/stem.ts';
import { topicTerms } from '../../../domain/topic-terms.ts';
import type { Offer } from '../offer.ts';
import { isPlainDenial } from '../plain-denial.ts';
import { isPointer } from '../pointer.ts';
import type { ReadUnit } from '../read-unit.ts';

/**
 * What a quote shows of a check by its own words and what stands around it, whatever a model says that it shows: a denied
 * sentence supports nothing and a reserved one only with that reservation. A stance is never made stronger. Null where
 * the quote states nothing: it asks, or leaves the thing to its reader.
 */
export function readStance(
  unit: ReadUnit,
  check: Check,
  proposed: Offer['stance'],
): Pick<Offer, 'stance' | 'hedged'> | null {
  const { text, ownName } = unit.phrase;
  const topics = topicSpans(unit, check);
  const readings = topics.map((span) => readAround(text, [span]));
  const whole = readAround(text, []);
  if (whole.polarity === 'silent') return null;
  if (proposed !== 'supports') return { stance: proposed, hedged: false };
  if (unit.deniedAround) return { stance: 'contradicts', hedged: false };
  const negated = readings.filter(({ polarity }) => polarity === 'negated');
  // One word of the topic may stand beside a negation of something else; half of them do not.
  if (negated.length > 0 && negated.length * 2 >= topics.length) {
    return { stance: isPlainDenial(text, negated[0]?.cue ?? '') ? 'contradicts' : 'limits', hedged: false };
  }
  // Said in other words than the check's, so that code cannot tell what is denied; something is.
  if (topics.length === 0 && isPlainDenial(text, '')) return { stance: 'limits', hedged: false };
  if (costOfChange(text, check) !== null) return { stance: 'limits', hedged: false };
  const isHedged = [whole, ...readings].some(({ polarity }) => polarity === 'hedged');
  const end = text.length;
  const isElsewhere = isPointer(text) || otherSubject(text, { start: end, end }, ownName) !== null;
  return { stance: 'supports', hedged: isHedged || unit.hedgedAround || unit.changeNote || isElsewhere };
}

/** Words that a check of a live change denies itself: "no downtime" is its yes. Whether they are stated, `costOfChange` reads. */
const costs = new Set(termsOf(['downtime', 'interruption', 'restart']));

/** The places of the words that the quote has in common with the check's queries. */
function topicSpans({ phrase }: ReadUnit, check: Check): { start: number; end: number }[] {
  const wanted = topicTerms(check);
  return phrase.words.flatMap((word, at) => {
    const [term] = termsOf([word]);
    const [start, end] = [phrase.starts[at], phrase.ends[at]];
    return term !== undefined && wanted.has(term) && !costs.has(term) && start !== undefined && end !== undefined
      ? [{ start, end }]
      : [];
  });
}
