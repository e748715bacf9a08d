import { Agent, get } from 'node:http';

/**
 * Asks one address again and again over kept connections, as a browser that has the page already:
 * `node --import tsx load-process.ts ADDRESS ETAG SECONDS CONNECTIONS` prints how many answers came, by status.
 */
const [address = '', etag = '', seconds = '5', connections = '16'] = process.argv.slice(2);

const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const until = Date.now() + Number(seconds) * 1000;
const statuses: Record<string, number> = {};
const took: number[] = [];

await Promise.all(Array.from({ length: Number(connections) }, askOn));
took.sort((a, b) => a - b);
const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
process.stdout.write(JSON.stringify({ statuses, answers: took.length, p50: at(0.5), p95: at(0.95) }));
agent.destroy();

async function askOn(): Promise<void> {
  while (Date.now() < until) {
    const began = performance.now();
    const status = await ask();
    took.push(performance.now() - began);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
}

function ask(): Promise<number> {
  const headers = { 'accept-encoding': 'br', 'x-plain': '1', ...(etag === '' ? {} : { 'if-none-match': etag }) };
  return new Promise((resolve, reject) => {
    get(address, { agent, headers }, (reply) => {
      reply.resume();
      reply.once('end', () => resolve(reply.statusCode ?? 0));
    }).once('error', reject);
  });
}
