import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { io } from 'socket.io-client';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { asSent } from '../../shared/dist/note.js';
import { COOKIE } from '../../server/dist/platform/sign-in/viewers.service.js';

/** A page in a room, as one of the contestants knows it. */
export interface Client {
  /** Resolves when it is in the room and has what was there. */
  open(): Promise<Uint8Array | null>;
  send(update: Uint8Array): void;
  caret(place: Caret): void;
  octets(): number;
  close(): void;
}
export interface Caret {
  anchor: unknown;
  head: unknown;
}
export interface Given {
  url: string;
  room: string;
  token: string;
  clientId: number;
  hear: (update: Uint8Array) => void;
}

export function ours({ url, room, token, clientId, hear }: Given): Client {
  const socket = io(url, { extraHeaders: { cookie: `${COOKIE}=${token}` }, reconnection: false, forceNew: true, transports: ['websocket'] });
  const connected = new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  let generation = 0;
  socket.on('note.update', ({ update }: { update: string }) => hear(Buffer.from(update, 'base64')));
  socket.on('disconnect', (reason) => reason !== 'io client disconnect' && console.error(`a client of ours was cut off: ${reason}`));
  return {
    open: async () => {
      await connected;
      const answer = (await socket.emitWithAck('note.open', { sessionId: room, schema: 1000, clientId, generation: null, stateVector: null })) as { ok?: { generation: number; missing: Buffer } };
      if (!answer.ok) throw new Error(`the note did not open: ${JSON.stringify(answer)}`);
      generation = answer.ok.generation;
      return answer.ok.missing;
    },
    send: (update) => {
      socket.emit('note.update', { sessionId: room, generation, update: asSent(update) }, (answer: object) => {
        if (!('ok' in answer)) console.error(`an update was refused: ${JSON.stringify(answer)}`);
      });
    },
    caret: (caret) => void socket.volatile.emit('note.caret', { sessionId: room, caret }),
    octets: () => (socket.io.engine.transport as unknown as { ws: { _socket: { bytesRead: number } } }).ws._socket.bytesRead,
    close: () => socket.disconnect(),
  };
}

const SYNC = 0;
const AWARENESS = 1;

/** Hocuspocus' own messages, over a bare socket: the document's name, the kind, and what y-protocols make. */
export function hocuspocus({ url, room, clientId, hear }: Given): Client {
  const socket = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false });
  const connected = new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const message = (kind: number, write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, room);
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    socket.send(encoding.toUint8Array(encoder));
  };
  let clock = 0;
  let opened: (bytes: Uint8Array) => void;
  socket.on('message', (data: Buffer) => {
    const decoder = decoding.createDecoder(data);
    decoding.readVarString(decoder);
    const kind = decoding.readVarUint(decoder);
    if (kind !== SYNC && kind !== 4) return;
    const step = decoding.readVarUint(decoder);
    if (step === 2) hear(decoding.readVarUint8Array(decoder));
    else if (step === 1) opened(decoding.readVarUint8Array(decoder));
  });
  return {
    open: async () => {
      await connected;
      const missing = new Promise<Uint8Array>((resolve) => (opened = resolve));
      message(2, (encoder) => (encoding.writeVarUint(encoder, 0), encoding.writeVarString(encoder, 'bench')));
      message(SYNC, (encoder) => (encoding.writeVarUint(encoder, 0), encoding.writeVarUint8Array(encoder, new Uint8Array([0]))));
      return missing;
    },
    send: (update) => message(SYNC, (encoder) => (encoding.writeVarUint(encoder, 2), encoding.writeVarUint8Array(encoder, update))),
    caret: (caret) => message(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, awareness(clientId, ++clock, caret))),
    octets: () => bytesRead(socket),
    close: () => socket.close(),
  };
}

export function relay({ url, room, clientId, hear }: Given): Client {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/${room}`, { perMessageDeflate: false });
  const connected = new Promise<null>((resolve, reject) => socket.once('open', () => resolve(null)).once('error', reject));
  let clock = 0;
  socket.on('message', (data: Buffer) => {
    if (data[0] === SYNC) hear(data.subarray(1));
  });
  const send = (kind: number, bytes: Uint8Array) => socket.send(Buffer.concat([Buffer.of(kind), bytes]));
  return {
    open: () => connected,
    send: (update) => send(SYNC, update),
    caret: (caret) => send(AWARENESS, awareness(clientId, ++clock, caret)),
    octets: () => bytesRead(socket),
    close: () => socket.close(),
  };
}

const bytesRead = (socket: WebSocket): number => (socket as unknown as { _socket: { bytesRead: number } })._socket.bytesRead;

/** As y-protocols writes the state of one client. */
function awareness(clientId: number, clock: number, cursor: Caret): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, clientId);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, JSON.stringify({ user: { name: 'Deelnemer aan tafel', color: '#4a3aa7' }, cursor }));
  return encoding.toUint8Array(encoder);
}

/** Somebody who types at the end of a line of their own. */
export class Typist {
  readonly doc = new Y.Doc();
  /** Up to which clock each update reached, and when it went. */
  readonly ends: number[] = [];
  readonly sentAt: number[] = [];
  private line: Y.XmlText | undefined;
  private made: Uint8Array | undefined;

  constructor() {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === null) this.made = update;
    });
  }

  type(): Uint8Array {
    const clock = Y.getState(this.doc.store, this.doc.clientID);
    this.doc.transact(() => {
      const line = (this.line ??= this.start());
      line.insert(line.length, clock % 12 === 0 ? 'g ' : 'wo');
    });
    this.ends.push(Y.getState(this.doc.store, this.doc.clientID));
    this.sentAt.push(performance.now());
    return this.made ?? new Uint8Array();
  }

  place(): Caret {
    const place: unknown = this.line && Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(this.line, this.line.length));
    return { anchor: place, head: place };
  }

  /** A new line; one in four is marked as an insight, so that there are outcomes to read that change each second. */
  private start(): Y.XmlText {
    const paragraph = new Y.XmlElement('paragraph');
    const text = new Y.XmlText();
    paragraph.insert(0, [text]);
    if (this.doc.clientID % 4 === 0) paragraph.setAttribute('outcome', 'INSIGHT');
    paragraph.setAttribute('blockId', `bench-${this.doc.clientID}`);
    this.doc.getXmlFragment('note').push([paragraph]);
    return text;
  }
}
