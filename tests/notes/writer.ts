import { newBlockId } from '@kenniskamer/shared/outcome';
import { asSent, bytesOf, fromText, hashOf, NOTE_FIELD, NOTE_SCHEMA, type OpenedNote, type ToldQuiet, type ToldUpdate } from '@kenniskamer/shared/note';
import type { Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { ask } from '../support/resident.js';

/** A page that has the note open, without its editor: the same events, on the same Yjs document. */
export class Writer {
  doc = new Y.Doc();
  opened!: OpenedNote;
  /** Changes that were acked: they must be there whatever happens. */
  readonly acked: string[] = [];
  readonly heard: string[] = [];

  constructor(
    readonly socket: Socket,
    readonly sessionId: string,
  ) {
    socket.on('note.update', ({ id, update }: ToldUpdate) => {
      if (id === sessionId) Y.applyUpdate(this.doc, fromText(update), 'server');
    });
    for (const event of ['room.closed', 'note.changed', 'note.outcomes', 'note.carets', 'note.quiet']) {
      socket.on(event, (told: unknown) => this.heard.push(`${event} ${JSON.stringify(told)}`));
    }
  }

  async open(schema = NOTE_SCHEMA): Promise<OpenedNote> {
    const known = this.opened && { generation: this.opened.generation, stateVector: Y.encodeStateVector(this.doc) };
    this.opened = (await ask(this.socket, 'note.open', {
      sessionId: this.sessionId,
      schema,
      clientId: this.doc.clientID,
      generation: known?.generation ?? null,
      stateVector: known?.stateVector ?? null,
    })) as OpenedNote;
    Y.applyUpdate(this.doc, await this.missing(), 'server');
    return this.opened;
  }

  private async missing(): Promise<Uint8Array> {
    const parts = [bytesOf(this.opened.missing)];
    while (parts.length < this.opened.parts) {
      parts.push(bytesOf((await ask(this.socket, 'note.part', { sessionId: this.sessionId, part: parts.length })) as Uint8Array));
    }
    return Buffer.concat(parts);
  }

  send(update: Uint8Array, more?: true): Promise<unknown> {
    return ask(this.socket, 'note.update', { sessionId: this.sessionId, generation: this.opened.generation, update: asSent(update), more });
  }

  /** What the server told after two seconds of quiet, against what this document comes to. */
  agrees({ hash }: ToldQuiet): boolean {
    return hash === hashOf(Y.encodeSnapshot(Y.snapshot(this.doc)), this.text.toString());
  }

  /** Changes the text here and sends that; resolves when it is acked. */
  async edit(change: (text: Y.XmlFragment) => void): Promise<void> {
    let update: Uint8Array | undefined;
    const hear = (made: Uint8Array) => (update = made);
    this.doc.on('update', hear);
    this.doc.transact(() => change(this.text));
    this.doc.off('update', hear);
    if (update) await this.send(update);
  }

  /** A line at the end, perhaps marked as an outcome. */
  async line(words: string, outcome?: { kind: string; questions?: string; blockId?: string }): Promise<string> {
    const blockId = outcome?.blockId ?? newBlockId();
    await this.edit((text) => {
      const line = new Y.XmlElement('paragraph');
      line.insert(0, [new Y.XmlText(words)]);
      if (outcome) {
        line.setAttribute('blockId', blockId);
        line.setAttribute('outcome', outcome.kind);
        line.setAttribute('questions', outcome.questions ?? '');
      }
      text.push([line]);
    });
    this.acked.push(words);
    return blockId;
  }

  get text(): Y.XmlFragment {
    return this.doc.getXmlFragment(NOTE_FIELD);
  }

  lineWith(words: string): Y.XmlElement {
    const found = this.text.toArray().find((node) => node instanceof Y.XmlElement && node.toJSON().includes(words));
    if (!(found instanceof Y.XmlElement)) throw new Error(`no line with ${words}`);
    return found;
  }

  close(): void {
    this.socket.disconnect();
  }
}
