import type { ReceivedPage } from '../../domain/page-text.ts';

/** How far into a body a charset declaration is looked for, in bytes; browsers look as far. */
const declarationReach = 1024;

/** The body as text: byte order mark, then header, then declaration in the page, then UTF-8. Wrong bytes become U+FFFD. */
export function decode(page: ReceivedPage): string {
  const label = byteOrderMark(page.body) ?? page.charset ?? fromContentType(page.contentType) ?? declared(page.body);
  const text = decoderFor(label ?? 'utf-8').decode(page.body);
  return text.replace(/\r\n?/g, '\n');
}

function byteOrderMark(body: Uint8Array): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  return null;
}

function fromContentType(contentType: string): string | null {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1] ?? null;
}

function declared(body: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(body.subarray(0, declarationReach));
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] ?? null;
}

/** An unknown label means a wrong declaration, not an unreadable page. */
function decoderFor(label: string): { decode(bytes: Uint8Array): string } {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder('utf-8');
    throw error;
  }
}
