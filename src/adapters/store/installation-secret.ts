import { randomBytes } from 'node:crypto';
import type { Database } from './transaction.ts';

/** Gives the installation's secret: 64 hexadecimal characters, made by whichever process asks first and the same ever after. */
export function installationSecret({ pool, clock }: Database): () => Promise<string> {
  let known: string | null = null;
  return async () => {
    if (known !== null) return known;
    // 256 bits, the width of the digest that it keys.
    await pool.query('insert into assay.installation (secret, made_at) values ($1, $2) on conflict do nothing', [
      randomBytes(32).toString('hex'),
      clock.now(),
    ]);
    const { rows } = await pool.query<{ secret: string }>('select secret from assay.installation');
    if (!rows[0]) throw new Error('The secret of this installation is not stored.');
    known = rows[0].secret;
    return known;
  };
}
