/** "For more information, see …": says that something is written elsewhere, not what. */
export function isPointer(text: string): boolean {
  return (
    /^(?:for (?:more|further|additional) (?:information|details?)|to learn (?:more|about)|learn (?:more|about|how)|see(?: also)?\b|refer to|read (?:more|about|the)|check out|please (?:see|refer|check)|visit)\b/i.test(
      text,
    ) && text.length < 160
  );
}
