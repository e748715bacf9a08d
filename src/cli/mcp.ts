import type { Command } from 'commander';
import type { Here } from './here.ts';

/** `assay mcp`: what is published, as tools for programs that speak the Model Context Protocol. */
export function addMcp(program: Command, here: Here): void {
  program
    .command('mcp')
    .description('a Model Context Protocol server on standard input and output, over what is published')
    .addHelpText(
      'after',
      `
Example:
  assay mcp

Clients start it themselves; put into their settings:
  {"mcpServers": {"assay": {"command": "npx", "args": ["assay", "mcp"], "cwd": "/path/to/assay"}}}

It reads from the server that runs on this machine, or from the one at ASSAY_URL; it needs no token and uses none.`,
    )
    .action(async () => (await import('./mcp/serve-mcp.ts')).serveMcp(here, program.version() ?? ''));
}
