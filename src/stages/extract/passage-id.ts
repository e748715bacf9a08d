import { sha256 } from '../../domain/digest.ts';
import { singleSpaced } from './single-spaced.ts';

/** Digest of a text with white space folded, short enough to read aloud and long enough never to meet another. */
export function passageId(text: string): string {
  return sha256(singleSpaced(text).trim()).slice(0, 24);
}
