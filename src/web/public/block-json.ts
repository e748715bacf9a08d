/**
 * JSON that means the same and holds no character with a meaning in HTML, nor a line end that only JSON knows as a plain
 * character.
 */
export function blockJson(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeOf);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
