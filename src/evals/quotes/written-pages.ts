const subjects = [
  'The gateway',
  'Each replica',
  'A collection',
  'The scheduler',
  'An operator',
  'The audit log',
  'A tenant',
  'The query planner',
];
const verbs = ['keeps', 'encrypts', 'replicates', 'rejects', 'batches', 'exports', 'validates', 'compacts'];
const objects = [
  'every write',
  'all stored vectors',
  'the metadata of a table',
  'requests without a token',
  'its checkpoints',
  'traces and metrics',
];
const details = [
  'within 20 ms at the 99th percentile',
  'to at least 3 zones before it answers',
  'for 30 days unless retention.days is set',
  'and does not drop rows under back-pressure',
  'in the order in which clients sent them',
  'with keys that "rotate" every 24 hours',
  'but not while a backup of version 2.4 is running',
  'so that a caller’s role decides what is read',
];
const limits = [
  'However, this holds only for clusters with 5 nodes or more.',
  'This feature is in preview and not covered by support.',
  'Except for temporary tables, nothing is exempt from it.',
  'It is not enabled by default in version 1.8.',
];

/** Pages as a documentation might have them, made of parts by number: the same number gives the same pages. */
export function writtenPages(count: number): string[] {
  return Array.from({ length: count }, (_, page) => writtenPage(page));
}

function writtenPage(page: number): string {
  const blocks: string[] = [`Section ${page}`];
  for (let paragraph = 0; paragraph < 10; paragraph += 1) {
    const seed = page * 101 + paragraph * 17;
    const first = sentence(seed);
    const second = seed % 3 === 0 ? pick(limits, seed >> 1) : sentence(seed + 5);
    blocks.push(`${first} ${second} ${sentence(seed + 11)}`);
    if (paragraph % 4 === 1) blocks.push([1, 2, 3].map((item) => `- ${sentence(seed + 23 * item)}`).join('\n'));
    if (paragraph % 4 === 3) {
      blocks.push(
        [1, 2, 3].map((row) => `Setting: limit.${seed + row} | Default: ${seed * row} | Since: 1.${row}`).join('\n'),
      );
    }
  }
  return blocks.join('\n\n');
}

function sentence(seed: number): string {
  return `${pick(subjects, seed)} ${pick(verbs, seed * 3 + (seed >> 3))} ${pick(objects, seed * 5 + (seed >> 4))} ${pick(details, seed * 7 + (seed >> 2))} (case ${seed}).`;
}

function pick(from: readonly string[], seed: number): string {
  return from[seed % from.length] ?? '';
}
