const introduces =
  /^(?:in )?(?:this|the following) (?:topic|page|guide|tutorial|section|article|document|chapter|example|post|blog)\b,?\s(?:we (?:will|['’]ll)|you (?:will|['’]ll)|(?:will )?(?:helps?|introduces?|describes?|explains?|shows?|provides?|lists?|outlines?|covers?|walks?|demonstrates?|discusses?|details?)\b)/i;

/** "This topic describes how to …": says what a reader will find on a page, so that another sentence shows it better. */
export function introducesPage(text: string): boolean {
  return introduces.test(text);
}
