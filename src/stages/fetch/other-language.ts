/** Two-letter codes that begin documentation paths; other two-letter segments (`ai`, `db`, `go`) are words. */
const code =
  /^(zh|ja|ko|de|fr|es|pt|ru|it|pl|tr|vi|id|uk|nl|cs|ar|hi|th|he|fa|sv|da|fi|nb|hu|ro|el|bn)([-_][a-z]{2,4})?$/i;
/** A language stands near the front of a path. */
const searchedSegments = 3;

/** Whether an address says that its page is in a language that nobody chose: those repeat what the English pages say. */
export function isOtherLanguage(url: string, chosen: ReadonlySet<string>): boolean {
  const { pathname, search } = new URL(url);
  const segments = pathname.split('/').filter(Boolean).slice(0, searchedSegments);
  if (segments.some((segment) => code.test(segment) && !chosen.has(segment))) return true;
  return /[?&](lang|hl|locale)=(?!en)/i.test(search);
}
