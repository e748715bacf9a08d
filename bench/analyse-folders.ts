import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { VendorInput } from '../src/actions/vendor-input.ts';
import { compose } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { Person } from '../src/domain/person.ts';
import { UsageError } from '../src/errors.ts';
import { approveProduct, draftProduct } from './content/analyse-product.ts';
import { inventedProducts } from './content/invented-products.ts';
import { documentationFolders, type ServedFolder, serveFolder } from './content/served-folder.ts';

/**
 * Makes the analyses of every product in a folder of copied documentation, by the offline analyst, in a data folder that
 * no server has open:
 *   npx tsx bench/analyse-folders.ts --docs DIR --data DIR [--invented] [--approve --as you@example.org]
 * DIR holds one folder a product with a MANIFEST.json. Each is served on a loopback port of its own by `--serve FILE`
 * (else ../tools/serve-vendor-docs.mjs beside DIR), the first on `--port N`; `--invented` adds the two products that ship in `fixtures/`.
 * `--approve` publishes what nothing blocks under the name given, without anybody having read it: for demonstration only.
 */
const { values } = parseArgs({
  options: {
    docs: { type: 'string' },
    data: { type: 'string' },
    serve: { type: 'string' },
    port: { type: 'string', default: '4601' },
    invented: { type: 'boolean', default: false },
    approve: { type: 'boolean', default: false },
    as: { type: 'string' },
  },
});

/**
 * The first product's; the others follow, in the order of their folders. The same ones each time, so that the addresses in
 * the citations can be opened later and a second analysis finds the pages of the first. With 0 each takes any that is free.
 */
const firstPort = Number(values.port);

const sites: ServedFolder[] = [];
try {
  await analyseFolders();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
} finally {
  for (const site of sites) await site.stop();
}

async function analyseFolders(): Promise<void> {
  const { docs, data, serve, approve } = values;
  if (!data || (!docs && !values.invented)) {
    throw new UsageError('Name the data folder with --data, and what to analyse with --docs, --invented or both.');
  }
  // The last of as many products as anybody copies has a port, too.
  if (!/^\d{1,5}$/.test(values.port) || firstPort > 65_000) {
    throw new UsageError(`--port takes the number of a port up to 65000, or 0 for any; "${values.port}" is none.`);
  }
  const person = personNamed(values.as ?? (approve ? '' : 'demonstration@assay.example'));
  const program = resolve(serve ?? join(docs ?? '.', '..', 'tools', 'serve-vendor-docs.mjs'));
  for (const [at, folder] of (docs ? documentationFolders(docs) : []).entries()) {
    sites.push(await serveFolder(folder, { program, port: firstPort === 0 ? 0 : firstPort + at }));
  }
  const inputs = [...sites.map(({ input }) => input), ...(values.invented ? inventedProducts : [])];
  const config = { ...readConfig({ ASSAY_DATA: data }), allowHosts: sites.map(({ host }) => host), model: null };
  const assay = await compose({ ...config, logLevel: 'error' }, { logTo: 'stderr' });
  try {
    await assay.store.accounts.addPerson(person, 'assay');
    await assay.startWorkers();
    for (const input of inputs) await analyse(input);
  } finally {
    await assay.close();
  }
  if (approve) {
    process.stdout.write(
      `Approved by a program in the name of ${person.email}, and read by nobody: before anybody relies on them, a person must look at each. Look at them with: npx assay start --data ${data}\n`,
    );
  }

  async function analyse(input: VendorInput): Promise<void> {
    const draft = await draftProduct(assay, input, person);
    if (!draft) {
      process.stdout.write(`${input.name}: nothing has changed since its last draft.\n`);
      return;
    }
    const { inpact, goals } = draft.analysis.frameworks;
    const scores = `INPACT ${inpact.total} of ${inpact.max}, GOALS ${goals.total} of ${goals.max}`;
    const blocks = approve ? await approveProduct(assay, draft, person) : [];
    const came = approve && blocks.length === 0 ? 'published' : `draft ${draft.id} waits for review`;
    process.stdout.write(`${input.name}: ${scores}; ${came}.\n`);
    for (const block of blocks) process.stdout.write(`  in the way: ${block}\n`);
  }
}

function personNamed(email: string): Person {
  const person = Person.safeParse({ email, role: 'reviewer' });
  if (person.success) return person.data;
  throw new UsageError('Say with --as whose name the approvals shall stand under: an e-mail address.');
}
