import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { MAX_NOTE } from '@kenniskamer/shared/note';
import type { NoteVersion, NoteVersions, ReadVersion, Restored } from '@kenniskamer/shared/note-version';
import { randomUUID } from 'node:crypto';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database } from '../../platform/database/database.service.js';
import type { NoteVersion as Row } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Guests } from '../../platform/sign-in/guests.service.js';
import { NoteContent, readable } from './note-content.rules.js';
import { NoteLogs } from './note-log.service.js';
import { restore } from './note-restore.rules.js';
import { NoteRooms, SERVER } from './note-rooms.service.js';
import { Notes } from './notes.service.js';
import { VersionKeeping } from './version-keeping.service.js';

const columns = { id: true, at: true, reason: true, itemPlace: true, itemTitle: true, report: true, words: true, outcomes: true } as const;

/** Earlier versions of a note: to look at for the session's own people, to put back for who may write. */
@Injectable()
export class NoteHistory {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly guests: Guests,
    private readonly notes: Notes,
    private readonly rooms: NoteRooms,
    private readonly logs: NoteLogs,
    private readonly keeping: VersionKeeping,
    private readonly audit: Audit,
  ) {}

  async list(viewer: Viewer, sessionId: string): Promise<NoteVersions> {
    const facts = await this.permissions.require(viewer, 'history.read', sessionId);
    return this.listOf(sessionId, this.permissions.can(viewer, 'note.write', facts));
  }

  async read(viewer: Viewer, sessionId: string, versionId: string): Promise<ReadVersion> {
    await this.permissions.require(viewer, 'history.read', sessionId);
    return this.readOf(sessionId, versionId);
  }

  async guestList(token: string): Promise<NoteVersions> {
    // With only a link one looks; putting back asks an account, so that it can be told who did.
    return this.listOf(await this.sessionOf(token), false);
  }

  async guestRead(token: string, versionId: string): Promise<ReadVersion> {
    return this.readOf(await this.sessionOf(token), versionId);
  }

  /**
   * Puts a version back while nobody can change the text: what stood there is kept first, and what others send meanwhile
   * comes after, merged with it as any change is.
   */
  async restore(viewer: Viewer, sessionId: string, versionId: string): Promise<Restored> {
    this.mustWrite(await this.permissions.require(viewer, 'history.read', sessionId), viewer);
    return this.notes.whileFrozen(sessionId, async () => {
      const facts = await this.permissions.require(viewer, 'history.read', sessionId);
      this.mustWrite(facts, viewer);
      const { content, size } = await this.rowOf(sessionId, versionId);
      const room = await this.rooms.open(sessionId);
      if (room.size + size > MAX_NOTE) throw new Failure('NOTE_FULL');
      const beforeId = await this.keeping.keep(sessionId, { reason: 'RESTORE', key: `restore-${randomUUID()}` });
      if (beforeId === null) throw new Failure('NOTE_FULL');
      restore(room.doc, NoteContent.parse(content), SERVER);
      await this.logs.stored(room.log).catch((error: unknown) => {
        this.rooms.discard(room); // it became final first: the document holds what the disk does not
        throw error;
      });
      const actorId = facts.confidentiality === 'CHATHAM_HOUSE' ? null : viewer.id;
      await this.audit.add(this.db, { actorId, act: 'session.note.restored', thing: 'session', thingId: sessionId, sessionId });
      return { beforeId };
    });
  }

  private mustWrite(facts: SessionFacts, viewer: Viewer): void {
    if (!this.permissions.can(viewer, 'note.write', facts)) throw new Failure(facts.final ? 'NOTE_LOCKED' : 'NOT_ALLOWED');
  }

  private async sessionOf(token: string): Promise<string> {
    const guest = await this.guests.fromLink(token);
    if (!guest) throw new Failure('LINK_NOT_VALID');
    const facts = await this.permissions.factsOf(guest.sessionId);
    if (facts && this.permissions.canGuest(guest, 'note.read', facts)) return guest.sessionId;
    throw new Failure(facts?.cancelled ? 'SESSION_CANCELLED' : 'SESSION_NOT_STARTED');
  }

  private async listOf(sessionId: string, mayRestore: boolean): Promise<NoteVersions> {
    const { title, note } = await this.db.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { title: true, note: { select: { versions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], select: columns } } } },
    });
    return { sessionId, title, items: (note?.versions ?? []).map(faceOf), may: { restore: mayRestore } };
  }

  private async readOf(sessionId: string, versionId: string): Promise<ReadVersion> {
    const row = await this.rowOf(sessionId, versionId);
    return { version: faceOf(row), blocks: readable(NoteContent.parse(row.content)).blocks };
  }

  private async rowOf(sessionId: string, versionId: string): Promise<Row> {
    const row = await this.db.noteVersion.findFirst({ where: { id: versionId, note: { sessionId } } });
    if (!row) throw new Failure('NOT_FOUND');
    return row;
  }
}

const faceOf = ({ id, at, reason, itemPlace, itemTitle, report, words, outcomes }: Pick<Row, keyof typeof columns>): NoteVersion => ({
  id,
  at,
  reason,
  item: itemPlace !== null && itemTitle !== null ? { place: itemPlace, title: itemTitle } : null,
  report,
  words,
  outcomes,
});
