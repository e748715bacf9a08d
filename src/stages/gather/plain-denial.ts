const plainDenial =
  /\b(?:(?:does|do|did|will)(?: not|n['’]t)(?: yet| currently| natively)? (?:support|provide|offer|include|implement)|(?:not|n['’]t)(?: yet| currently)? (?:supported|available|implemented|provided|included|possible)|no (?:built-in|native|support|official|way to)|cannot|can['’]t|unsupported|lacks?|no longer (?:supports?|supported|available))\b/i;

/** Whether a denial says what the product cannot; `cue` is its negation: "without" and "rather than" merely leave something out. */
export function isPlainDenial(text: string, cue: string): boolean {
  if (/^(?:without|w\/o|instead of|rather than|in lieu of|except|excluding|ignores?|prevents?|disallows?)/i.test(cue))
    return false;
  // A condition, or what happens when something went wrong, says nothing of what the product can do.
  return plainDenial.test(text) && !/^(?:if|when|unless|because|since|once|while|although)\b/i.test(text);
}
