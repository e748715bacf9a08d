/** Runs of white space as one space. Most texts have no others, and telling so costs a fraction of rewriting them. */
export function singleSpaced(text: string): string {
  return /[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text;
}
