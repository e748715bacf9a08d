import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { UsageError } from '../errors.ts';

interface Listening {
  port: number;
  close(): Promise<void>;
}

/** What is served: `connection` holds the sockets of a request, as the Node server gives them. */
export interface Served {
  fetch: (request: Request, connection?: object) => Response | Promise<Response>;
}

/**
 * Serves the application on loopback (or every interface with `host` `0.0.0.0`, for containers). Port 0 takes any free
 * one. Throws `UsageError` when the port is taken.
 */
export async function listen(app: Served, at: { port: number; host: string }): Promise<Listening> {
  const server = serve({
    fetch: (request, connection) => app.fetch(request, connection),
    port: at.port,
    hostname: at.host,
  });
  const info = await new Promise<AddressInfo>((listening, failed) => {
    server.once('listening', () => listening(server.address() as AddressInfo));
    server.once('error', (error: NodeJS.ErrnoException) => failed(inWords(error, at.port)));
  });
  return {
    port: info.port,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function inWords(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new UsageError(
      `Port ${port} is in use by another program. Choose another one with --port or ASSAY_PORT, or 0 for any free one.`,
      1,
    );
  }
  if (error.code === 'EACCES')
    return new UsageError(`Port ${port} may not be opened by this user. Choose one above 1024.`, 1);
  return error;
}
