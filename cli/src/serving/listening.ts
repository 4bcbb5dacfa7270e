import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure, usage } from '../command/failure';

/** A port as the person wrote it. */
export function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw usage(`--port must be a number from 0 to 65535, but is "${text}". 0 picks a free one.`);
  return Number(text);
}

function why(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Failure(`Port ${port} is taken. Choose another with --port, or --port 0 for a free one.`);
  if (error.code === 'EACCES') return new Failure(`You may not use port ${port}. Choose one above 1023 with --port.`);
  return new Failure(`unloc cannot listen on port ${port}: ${error.message}.`);
}

/** Lets a server listen on this machine only. Resolves to its port. */
export function listenHere(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(why(error, port)));
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Closes a server. A request that is under way has half a second. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}
