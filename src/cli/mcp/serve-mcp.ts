import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Here } from '../here.ts';
import { note } from '../output.ts';
import { withApi } from '../with-api.ts';
import { mcpServer } from './mcp-server.ts';

/**
 * Speaks the Model Context Protocol on standard input and output until the client ends it. The server behind it is looked
 * for at each call, so that it may be started, stopped and replaced meanwhile.
 */
export async function serveMcp(here: Here, version: string): Promise<void> {
  const server = mcpServer((work) => withApi(here, work, { stranger: true }), version);
  const ended = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    process.stdin.once('end', () => void server.close());
  });
  await server.connect(new StdioServerTransport());
  note('assay mcp: ready. It speaks to a program on standard input and output; end it with Ctrl+C.');
  await ended;
}
