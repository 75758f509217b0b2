import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { CannotStart } from '../config/cannot-start.js';

export interface HeldPort {
  port: number;
  /** Lets go, for the server itself to listen. */
  release(): Promise<void>;
}

/** Takes the port before anything else is started, so that one in use is told at once. `0` gives a free one. */
export async function holdPort(host: string, port: number): Promise<HeldPort> {
  const server = createServer((socket) => socket.destroy());
  server.listen({ host, port, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw refusedPort(error, host, port);
  }
  const { port: held } = server.address() as AddressInfo;
  const release = () => new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
  return { port: held, release };
}

export function refusedPort(error: unknown, host: string, port: number): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new CannotStart(`Port ${port} is in use; stop what uses it, or set PORT to another.`);
  if (code === 'EACCES') return new CannotStart(`Port ${port} may not be used by this user; set PORT to one above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new CannotStart(`This machine has no address ${host}; set HOST to one that it has.`);
  return error instanceof Error ? error : new Error(String(error));
}
