/** Whether a page of this title is there to set products side by side. */
export function comparesProducts(title: string): boolean {
  return /\b(?:compar\w+|vs|versus|alternatives?|faq)\b/i.test(title);
}
