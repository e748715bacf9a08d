const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'it is a file, or stands below one',
  EISDIR: 'it is a folder',
  EEXIST: 'something stands there already',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'nothing can be written there',
  ENOSPC: 'there is no room left',
  ENAMETOOLONG: 'its name is too long',
};

/** Why a file or folder cannot be read or written, as the end of a sentence. */
export function fileFault(error: unknown): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return words[code] ?? message;
}
