/**
 * One spelling of an address, to find it among others by: a last slash after the host, an upper-case host, the port that
 * is meant anyway and a fragment make no other address. Text that is no address stays as it is.
 */
export function addressKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.hash = '';
  return url.href;
}
