/** Chooses a product for a comparison; the form around the list sends what is chosen. */
export function ComparePick({ slug, name }: { slug: string; name: string }) {
  return (
    <label class="pick">
      <input type="checkbox" name="v" value={slug} /> Compare<span class="unseen"> {name}</span>
    </label>
  );
}
