/** A password of an address as it was meant; as it stands where its percent signs are no escapes. */
export function decodedPassword(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
