import type { Person } from '../domain/person.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { checkRows, type RefusedField, slugTaken, type VendorRow } from './check-rows.ts';
import { startRun } from './start-run.ts';

/** Ids of the runs that were started, and what is wrong with the rows that were not added. */
export interface Started {
  runs: string[];
  refused: RefusedField[];
}

/**
 * Adds the vendors of these rows and starts the first analysis of each. With a wrong row nothing is added and nothing
 * queued; only a slug that somebody else takes in the same moment leaves its row out alone. Throws `Refused` (403) by role.
 */
export async function startVendors(office: Office, rows: readonly VendorRow[], person: Person): Promise<Started> {
  allow(person, 'enqueue');
  const { good, refused } = await checkRows(office, rows);
  if (refused.length > 0) return { runs: [], refused };
  const started: Started = { runs: [], refused: [] };
  for (const { line, vendor } of good) {
    if ((await office.store.vendors.add(vendor, person.email)) !== 'added') {
      started.refused.push(slugTaken(line, vendor.slug));
      continue;
    }
    const request = { slug: vendor.slug, cause: 'new', again: false, offline: false } as const;
    started.runs.push((await startRun(office, request, person)).run.id);
  }
  return started;
}
