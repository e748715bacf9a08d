/** What an answer's body is, by its header and its first bytes. */
export interface ReceivedType {
  contentType: string;
  charset: string | null;
  /** Null where the reader can read it, else one sentence on why not. */
  unreadable: string | null;
}

const readable = new Set([
  'text/html',
  'application/xhtml+xml',
  'text/plain',
  'text/markdown',
  'text/x-markdown',
  'text/x-rst',
  'text/asciidoc',
  'application/pdf',
]);

/** Types that servers send when they do not know: the bytes decide. */
const unknown = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'unknown/unknown']);

/** First bytes that no text has, whatever the header says. */
const magic: [bytes: string, type: string][] = [
  ['%PDF-', 'application/pdf'],
  ['\x89PNG', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF8', 'image/gif'],
  ['PK\x03\x04', 'application/zip'],
  ['\x1f\x8b', 'application/gzip'],
];

export function receivedType(header: string | undefined, body: Uint8Array, url: string): ReceivedType {
  const [type = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim());
  const charset = parameters.map((part) => /^charset\s*=\s*"?([^"\s]{1,40})"?$/i.exec(part)?.[1]).find(Boolean) ?? null;
  const start = Buffer.from(body.subarray(0, 1024)).toString('latin1');
  const stamped = magic.find(([bytes]) => start.startsWith(bytes))?.[1];
  const named = type.toLowerCase();
  const contentType = stamped ?? (unknown.has(named) ? guessed(start, url) : named);
  return { contentType, charset: charset?.toLowerCase() ?? null, unreadable: unreadable(contentType) };
}

function guessed(start: string, url: string): string {
  if (start.includes('\0')) return 'application/octet-stream';
  if (/^\s*</.test(start)) return 'text/html';
  return /\.mdx?$/i.test(new URL(url).pathname) ? 'text/markdown' : 'text/plain';
}

/** The sentence for a type that is not read, or null. */
export function unreadable(contentType: string): string | null {
  if (readable.has(contentType)) return null;
  if (contentType.startsWith('image/')) return `This is an image (${contentType.slice(0, 60)}), not a page of text.`;
  return `Its type is ${contentType.slice(0, 60)}; only HTML, Markdown, plain text and PDF are read.`;
}
