/** The JSON value of a reply. */
export type ReplyJson = { ok: true; value: unknown } | { ok: false };

/** The whole text, but for one pair of fences around it: what stands beside a value may belong to it, so prose is none. */
const fenced = /^\s*```[a-z]*\s*\n([\s\S]*?)\n?\s*```\s*$/i;

/** Reads the JSON of a reply, with or without a fence around it; many servers fence it whatever form they are asked for. */
export function replyJson(text: string): ReplyJson {
  const inside = fenced.exec(text)?.[1] ?? text;
  try {
    return { ok: true, value: JSON.parse(inside.replace(/^\uFEFF/, '')) };
  } catch {
    return { ok: false };
  }
}
