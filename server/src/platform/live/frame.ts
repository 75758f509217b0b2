import type { Socket } from 'socket.io';
import type { LiveSocket } from '../contract/acks.js';

/** Octets on their way to one connection above which it is ended: it does not read, and we would keep it all. */
export const MOST_BUFFERED = 1_000_000;

/** What socket.io and ws keep to themselves. Where any of it is absent, the message goes the ordinary way. */
interface Wire {
  readyState: string;
  upgrading?: boolean;
  writeBuffer: { data?: { length?: number } }[];
  transport: { name: string; writable: boolean; socket?: { _socket?: { write(bytes: Buffer): boolean; writableLength: number } } };
}
const wireOf = (socket: LiveSocket): Wire => (socket as unknown as Socket).conn as unknown as Wire;

/**
 * One event for many connections: encoded once, as the websocket frame that socket.io would send, and written past its
 * queues. In a big room this is most of what a server does. A connection whose queue is not empty, or that is no
 * websocket, gets it the ordinary way, in its turn.
 */
export class Frame {
  private readonly bytes: Buffer;

  constructor(
    private readonly event: string,
    private readonly payload: Record<string, unknown>,
  ) {
    const text = Buffer.from(`42${JSON.stringify([event, payload])}`);
    this.bytes = Buffer.concat([headOf(text.length), text]);
  }

  sendTo(socket: LiveSocket): void {
    const { readyState, upgrading, writeBuffer, transport } = wireOf(socket);
    const line = transport.socket?._socket;
    const isFree = line && transport.name === 'websocket' && transport.writable && readyState === 'open' && !upgrading && writeBuffer.length === 0;
    if (isFree) line.write(this.bytes);
    else socket.emit(this.event, this.payload);
  }
}

/** A whole, unmasked text frame (RFC 6455, 5.2). */
function headOf(length: number): Buffer {
  if (length < 126) return Buffer.of(0x81, length);
  if (length < 65_536) return Buffer.of(0x81, 126, length >> 8, length & 255);
  const head = Buffer.alloc(10);
  head[0] = 0x81;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** Octets on their way to this connection that it has not taken. */
export function bufferedTo(socket: LiveSocket): number {
  const { writeBuffer, transport } = wireOf(socket);
  const queued = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  return queued + (transport.socket?._socket?.writableLength ?? 0);
}

/** Ends a connection without waiting for it to take what is queued. */
export function cutOff(socket: LiveSocket): void {
  const { transport } = wireOf(socket);
  (transport.socket as { terminate?: () => void } | undefined)?.terminate?.();
  (socket as unknown as Socket).conn.close(true);
}
