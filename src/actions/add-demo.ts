import type { Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { addVendor } from './add-vendor.ts';
import { startRun } from './start-run.ts';

/** The invented product that a new installation analyses first, so that there is something to review. */
export const demoProduct = {
  url: 'https://docs.quillstore.example/',
  name: 'Quillstore',
  layer: 'L1',
  category: 'vector-database',
  entryType: 'self-hosted-open-source',
  homepage: 'https://quillstore.example/',
  price: 'free-oss',
  licence: 'Apache-2.0',
} as const;

/** Adds the demo product and starts its analysis. Nothing happens where it is known. Gives the run's id, or null. */
export async function addDemo(office: Office, person: Person): Promise<string | null> {
  try {
    const vendor = await addVendor(office, demoProduct, person);
    const { run } = await startRun(office, { slug: vendor.slug, cause: 'new', again: false, offline: true }, person);
    return run.id;
  } catch (error) {
    if (error instanceof Refused && error.status === 409) return null;
    throw error;
  }
}
