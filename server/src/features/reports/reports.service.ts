import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { ReportContent, type Report } from '@kenniskamer/shared/report';
import { Database } from '../../platform/database/database.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Guests } from '../../platform/sign-in/guests.service.js';
import { asReadBy } from './reports.rules.js';

interface Reader {
  attendance: boolean;
  /** Of the session itself: they may look back at earlier versions. */
  ofSession: boolean;
  reopen: boolean;
}

/** Reports as their readers may know them. */
@Injectable()
export class Reports {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly guests: Guests,
  ) {}

  async read(viewer: Viewer, sessionId: string, version?: number): Promise<Report> {
    const facts = await this.permissions.require(viewer, 'note.read', sessionId);
    const organises = this.permissions.can(viewer, 'session.organise', facts);
    return this.load(facts, version, {
      attendance: this.permissions.can(viewer, 'attendance.read', facts),
      ofSession: organises || facts.invitedIds.includes(viewer.id),
      reopen: organises && facts.final,
    });
  }

  /** By a personal link, once it is final. Throws `LINK_NOT_VALID` or `SESSION_NOT_FINAL`. */
  async readByLink(token: string): Promise<{ report: Report; language: 'nl' | 'en' }> {
    const guest = await this.guests.fromLink(token);
    const facts = guest && (await this.permissions.factsOf(guest.sessionId));
    if (!guest || !facts || !this.permissions.canGuest(guest, 'note.read', facts)) throw new Failure('LINK_NOT_VALID');
    if (!facts.final) throw new Failure('SESSION_NOT_FINAL');
    const reader = { attendance: facts.confidentiality !== 'CHATHAM_HOUSE', ofSession: false, reopen: false };
    return { report: await this.load(facts, undefined, reader), language: guest.language };
  }

  private async load(facts: SessionFacts, version: number | undefined, reader: Reader): Promise<Report> {
    const versions = await this.db.report.findMany({ where: { sessionId: facts.id }, orderBy: { version: 'desc' }, select: { version: true, at: true } });
    const [current] = versions;
    if (!current) throw new Failure('SESSION_NOT_FINAL');
    const chosen = reader.ofSession ? versions.find((one) => one.version === (version ?? current.version)) : current;
    if (!chosen || (version !== undefined && chosen.version !== version)) throw new Failure('NOT_FOUND');
    const { content } = await this.db.report.findUniqueOrThrow({
      where: { sessionId_version: { sessionId: facts.id, version: chosen.version } },
      select: { content: true },
    });
    return {
      sessionId: facts.id,
      ...chosen,
      final: facts.final,
      versions: reader.ofSession ? versions : [current],
      content: asReadBy(ReportContent.parse(content), { attendance: reader.attendance, confidentiality: facts.confidentiality }),
      may: { reopen: reader.reopen },
    };
  }
}
