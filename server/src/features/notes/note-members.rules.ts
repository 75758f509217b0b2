import { NOTE_SCHEMA, type Caret } from '@kenniskamer/shared/note';
import type { LiveSocket } from '../../platform/contract/acks.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';

/** A page that has the note open. */
export interface Member {
  socket: LiveSocket;
  personId: string;
  /** What its caret is called: nothing that lasts. */
  key: number;
  clientId: number;
  schema: number;
  name: string | null;
  caret: Caret['caret'];
  /** Of which facts it follows that this member may write; asked anew when there are others. */
  writesBy: SessionFacts | null;
  /** What it still fetches of its opening, and what it brought of an update that comes in parts. */
  fetching: Uint8Array | null;
  bringing: Uint8Array[];
  /** All that it held when it opened has come; a page that opened with nothing has nothing to bring. */
  brought: boolean;
}

/** Everybody in a note, found by connection and by the Yjs id that they write under. */
export class Members {
  private readonly bySocket = new Map<string, Member>();
  private readonly byClient = new Map<number, Member>();

  get size(): number {
    return this.bySocket.size;
  }

  all(): IterableIterator<Member> {
    return this.bySocket.values();
  }

  of(socketId: string): Member | undefined {
    return this.bySocket.get(socketId);
  }

  /** Takes its id from an earlier connection of the same person. False when it is somebody else's who is here. */
  add(member: Member): boolean {
    const owner = this.byClient.get(member.clientId);
    if (owner && owner !== member && owner.personId !== member.personId && owner.socket.connected) return false;
    const before = this.bySocket.get(member.socket.id);
    if (before && this.byClient.get(before.clientId) === before) this.byClient.delete(before.clientId);
    this.bySocket.set(member.socket.id, member);
    // Who only reads writes under no id, and cannot keep anybody from theirs.
    if (member.schema >= NOTE_SCHEMA) this.byClient.set(member.clientId, member);
    return true;
  }

  delete(member: Member): void {
    this.bySocket.delete(member.socket.id);
    if (this.byClient.get(member.clientId) === member) this.byClient.delete(member.clientId);
  }

  /**
   * Is there a new text under an id that another live page writes under? That would make that page's own text vanish.
   * After a crash two pages may each hold what the other told them last, and neither could come back first: so what a
   * page brings as it comes back may also be of somebody who did not bring their own yet. Whoever did, has all of it here.
   * What another page of the same person typed may come from either: pages of one browser share their copy, so a page can
   * bring what one that hangs, or that crashed without the server knowing, could not send. It forges nobody but oneself.
   */
  areOthers(clients: readonly number[], writer: Member): boolean {
    return clients.some((client) => {
      const owner = this.byClient.get(client);
      return owner !== undefined && owner.personId !== writer.personId && (owner.brought || writer.brought);
    });
  }
}

/** Nameless where nobody's name may be shown. */
export const caretOf = ({ key, name, caret }: Member, { confidentiality }: SessionFacts): Caret => ({
  key,
  name: confidentiality === 'CHATHAM_HOUSE' ? null : name,
  caret,
});
