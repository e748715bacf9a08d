import { createInterface } from 'node:readline/promises';

/** Asks a person at a terminal; gives the usual answer without one, for nobody is there who could give another. */
export async function confirmed(question: string, usual: 'yes' | 'no' = 'yes'): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return usual === 'yes';
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = (await lines.question(`${question} ${usual === 'yes' ? '[Y/n]' : '[y/N]'} `)).trim();
    return answer === '' ? usual === 'yes' : /^y(es)?$/i.test(answer);
  } finally {
    lines.close();
  }
}
