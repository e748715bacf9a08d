/** The JSON value of a reply. */
export type ReplyJson = { ok: true; value: unknown } | { ok: false };

/** A line that opens a fence, with or without the name of a language. */
const opening = /^```[a-z]*[ \t]*\r?\n/i;
const closing = '```';

/** Reads the JSON of a reply, with or without a fence around it; many servers fence it whatever form they are asked for. */
export function replyJson(text: string): ReplyJson {
  try {
    return { ok: true, value: JSON.parse(unfenced(text.trim())) };
  } catch {
    return { ok: false };
  }
}

/**
 * What stands inside a fence around the whole text: prose beside it may belong to it, so then there is none. Cut by place
 * and not by one pattern, which takes hours over the thousands of empty lines that a model in a loop writes.
 */
function unfenced(text: string): string {
  const opened = opening.exec(text)?.[0];
  if (opened === undefined || !text.endsWith(closing) || text.length < opened.length + closing.length) return text;
  return text.slice(opened.length, -closing.length).trim();
}
