/** Length carries a password's strength (NIST SP 800-63B-4 asks for 8, or 15 where it stands alone); 12 can be remembered. */
export const shortestPassword = 12;
/** Long enough for any sentence; hashing more would only be work for whoever wants to keep us busy. */
export const longestPassword = 200;

/** Words that people reach for first; with digits and signs around them they are among the first guesses. */
const commonWords = [
  'password',
  'passwort',
  'motdepasse',
  'contrasena',
  'passphrase',
  'letmein',
  'welcome',
  'administrator',
  'admin',
  'changeme',
  'default',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'starwars',
  'trustno',
  'monkey',
  'dragon',
  'master',
  'shadow',
  'secret',
  'qwerty',
  'qwertz',
  'azerty',
  'assay',
  'user',
  'root',
  'test',
  'login',
  'guest',
];

/** Well known by themselves. */
const commonWhole = new Set(['correcthorsebatterystaple', 'thisisapassword', 'thisismypassword', 'mypasswordis']);

/** Rows of keyboards and of the alphabet: a stretch of one, either way, is one guess. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
];

/** What is wrong with a new password, as a sentence; null where it will do. */
export function passwordFault(password: string, email: string): string | null {
  const { length } = [...password];
  if (length < shortestPassword) return `Choose at least ${shortestPassword} characters; a few words do well.`;
  if (length > longestPassword) return `Choose at most ${longestPassword} characters.`;
  const plain = password.normalize('NFKC').toLowerCase();
  const address = email.toLowerCase();
  const rest = plain.replaceAll(address, '').replaceAll(address.split('@')[0] ?? address, '');
  if (plain !== rest && rest.length < shortestPassword / 2) return 'Choose something other than your e-mail address.';
  if (isWellKnown(plain))
    return 'This is among the first passwords that anybody tries. Choose a few words of your own.';
  return null;
}

function isWellKnown(plain: string): boolean {
  // Fewer than five different characters are a pattern of the fingers, not a password.
  if (new Set(plain).size < 5 || isRepeated(plain)) return true;
  const letters = plain.replace(/[^\p{L}]/gu, '');
  if (commonWhole.has(letters)) return true;
  // What stands in for letters is undone, then everything that is known is taken out: little is left of a weak one.
  const core = plain.replace(/^\P{L}+|[^\p{L}$@!]+$/gu, '');
  return [plain, withLetters(plain), withLetters(core)].some((text) => leftOf(text).length < 4);
}

/** Whether the text is a short piece said again and again. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4, 5, 6].some(
    (size) =>
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length),
  );
}

function withLetters(text: string): string {
  const stands: Record<string, string> = {
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '@': 'a',
    $: 's',
    '!': 'i',
  };
  return [...text].map((character) => stands[character] ?? character).join('');
}

/** What is left without known words, stretches of rows, years and signs. */
function leftOf(text: string): string {
  let left = text;
  for (const word of commonWords) left = left.replaceAll(word, '');
  for (const row of rows.flatMap((one) => [one, [...one].reverse().join('')])) left = withoutStretches(left, row);
  return left
    .replace(/(?:19|20)\d\d/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(.)\1+/gu, '$1');
}

/** Takes stretches of four and more that follow a row out; three occur in words. */
function withoutStretches(text: string, row: string): string {
  let left = text;
  for (let size = row.length; size >= 4; size -= 1) {
    for (let at = 0; at + size <= row.length; at += 1) left = left.replaceAll(row.slice(at, at + size), '');
  }
  return left;
}
