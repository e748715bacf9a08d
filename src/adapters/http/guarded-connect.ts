import type { LookupFunction, Socket } from 'node:net';
import { buildConnector } from 'undici';
import { type Door, type FoundAddress, hostPortOf, PrivateAddressError, refuseLiteral } from './door.ts';
import { isPublicAddress, literalAddress, plainAddress } from './public-address.ts';

/** For DNS, TCP and TLS together: a host that needs longer is not worth waiting for. */
const connectMilliseconds = 5_000;

/**
 * Opens sockets to public addresses only. The name is looked up once, every answer must be public, the socket goes to
 * one of exactly those answers, and where it arrived is compared before a byte of the request is written.
 */
export function guardedConnect(door: Door): buildConnector.connector {
  return (options, callback) => {
    const hostname = options.hostname.includes(':') ? `[${options.hostname}]` : options.hostname;
    const exempt = door.listed(hostPortOf({ protocol: options.protocol, hostname, port: options.port }));
    const refusal = exempt ? null : refuseLiteral(hostname, door);
    if (refusal) return callback(new PrivateAddressError(refusal.reason), null);

    const literal = literalAddress(hostname);
    const checked: string[] = literal === null ? [] : [plainAddress(literal)];
    const dial = buildConnector({
      timeout: connectMilliseconds,
      maxCachedSessions: 0,
      autoSelectFamily: true,
      // Never called for literal addresses; those were checked above.
      lookup: checkedLookup(door, exempt, (found) => checked.push(...found.map((one) => plainAddress(one.address)))),
    });
    const verdict = (socket: Socket): PrivateAddressError | null => {
      if (exempt || !door.checks.remote) return null;
      const remote = socket.remoteAddress ?? '';
      if (isPublicAddress(remote) && checked.includes(plainAddress(remote))) return null;
      return new PrivateAddressError(
        `${options.hostname} led to ${remote || 'no address'}, which was not the one checked.`,
      );
    };
    // The connector gives its socket back, though its type does not say so.
    const started: unknown = dial(options, (error, socket) => {
      if (error) return callback(error, null);
      const wrong = verdict(socket);
      if (!wrong) return callback(null, socket);
      socket.destroy();
      callback(wrong, null);
    });
    if (options.protocol === 'https:' && isSocket(started)) {
      // With TLS the connector calls back after the handshake; a wrong address must not even see the greeting.
      started.prependOnceListener('connect', () => {
        const wrong = verdict(started);
        if (wrong) started.destroy(wrong);
      });
    }
  };
}

function checkedLookup(door: Door, exempt: boolean, remember: (found: FoundAddress[]) => void): LookupFunction {
  return (hostname, options, callback) => {
    door.lookup(hostname).then(
      (found) => {
        const wrong = found.find((one) => !isPublicAddress(one.address));
        if (wrong && !exempt && door.checks.lookup) {
          callback(new PrivateAddressError(`${hostname} leads to ${wrong.address}, which is not public.`), '');
          return;
        }
        remember(found);
        const targets = found.map((one) => ({ ...one, address: door.divert(one.address) }));
        const first = targets[0];
        if (!first) callback(Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), '');
        else if (options.all) callback(null, targets);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

function isSocket(value: unknown): value is Socket {
  return typeof value === 'object' && value !== null && 'prependOnceListener' in value && 'remoteAddress' in value;
}
