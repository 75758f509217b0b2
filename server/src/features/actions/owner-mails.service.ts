import { Injectable } from '@nestjs/common';
import { toDo } from '@kenniskamer/shared/action';
import { dayOf } from '@kenniskamer/shared/dates';
import { dateOfDay, dayOfDate, daysAfter } from '@kenniskamer/shared/day';
import { createHash } from 'node:crypto';
import { Database } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Mailer } from '../../platform/mail/mailer.service.js';
import { visibleSessions } from '../../platform/permissions/visible.rules.js';
import { ActionLinks, asReader, tellable } from './action-links.service.js';
import { chaseMail, digestMail, ownerMail, type MailedAction } from './actions.mail.js';

const columns = {
  id: true,
  dueOn: true,
  ownership: true,
  outcome: { select: { text: true, note: { select: { sessionId: true } } } },
} satisfies Prisma.ActionSelect;
type Row = Prisma.ActionGetPayload<{ select: typeof columns }>;
const byDate = [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }] satisfies Prisma.ActionOrderByWithRelationInput[];
/** More than this in one mail is read by nobody; the rest stands in the list. */
const AT_MOST = 50;

/** Mails to owners. What they say is read when they are made: only what this owner may see at that moment. */
@Injectable()
export class OwnerMails {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
    private readonly links: ActionLinks,
  ) {}

  /** One mail with the actions of this session that no mail told this owner of. */
  async tell(sessionId: string, ownerId: string, now = new Date()): Promise<void> {
    const to = await this.receiver(ownerId);
    if (!to) return;
    const rows = await this.db.action.findMany({
      where: { AND: [tellable(ownerId), { state: { in: [...toDo] }, sessionId }] },
      orderBy: byDate,
      select: { ...columns, chases: { where: { ownerId, byId: null, mailedAt: { not: null } }, select: { ownership: true } } },
    });
    const untold = rows.filter((row) => !row.chases.some(({ ownership }) => ownership === row.ownership)).slice(0, AT_MOST);
    if (untold.length === 0) return;
    const actions = await this.mailed(untold, ownerId);
    const linkIds = actions.map(({ linkId }) => linkId);
    await this.mailer.send({
      kind: 'action.owner',
      // The same set of links is the same mail: a retry sends it no second time.
      messageId: `action-${createHash('sha256').update(linkIds.toSorted().join()).digest('hex').slice(0, 32)}`,
      to: { name: to.name, address: to.email },
      language: to.language,
      personId: ownerId,
      aboutId: sessionId,
      ...ownerMail({ ...to, actions, today: dayOf(now) }),
    });
    await this.db.actionChase.updateMany({ where: { id: { in: linkIds } }, data: { mailedAt: now } });
  }

  /** Asks the owner how it stands; nothing when the action is somebody else's by now, done, or no longer theirs to see. */
  async ask(chaseId: string, now = new Date()): Promise<void> {
    const chase = await this.db.actionChase.findUnique({ where: { id: chaseId }, select: { actionId: true, ownerId: true, ownership: true, byId: true } });
    if (!chase?.byId) return;
    const { actionId, ownerId, ownership, byId } = chase;
    const to = await this.receiver(ownerId);
    const by = await this.db.person.findUnique({ where: { id: byId }, select: { name: true } });
    const row = await this.db.action.findFirst({ where: { id: actionId, ownership, state: { in: [...toDo] }, AND: tellable(ownerId) }, select: columns });
    if (!to || !row || !by) return;
    const actions = (await this.mailed([row], ownerId)).map((action) => ({ ...action, url: this.links.urlOf(chaseId) }));
    await this.mailer.send({
      kind: 'action.chase',
      messageId: `chase-${chaseId}`,
      to: { name: to.name, address: to.email },
      language: to.language,
      personId: ownerId,
      aboutId: actionId,
      ...chaseMail({ ...to, actions, today: dayOf(now) }, by.name),
    });
  }

  /** What is due within three days or overdue. Nothing when there is nothing. */
  async digest(ownerId: string, day: string): Promise<void> {
    const to = await this.receiver(ownerId);
    const rows = await this.db.action.findMany({
      where: { AND: [tellable(ownerId), { state: { in: [...toDo] }, dueOn: { lte: dateOfDay(daysAfter(day, 3)) } }] },
      orderBy: byDate,
      take: AT_MOST,
      select: columns,
    });
    if (!to || rows.length === 0) return;
    await this.mailer.send({
      kind: 'action.digest',
      messageId: `digest-${ownerId}-${day}`,
      to: { name: to.name, address: to.email },
      language: to.language,
      personId: ownerId,
      ...digestMail({ ...to, actions: await this.mailed(rows, ownerId), today: day }),
    });
  }

  private async mailed(rows: Row[], ownerId: string): Promise<(MailedAction & { linkId: string })[]> {
    const readable = await this.db.session.findMany({
      where: { id: { in: rows.map(({ outcome }) => outcome.note.sessionId) }, AND: visibleSessions(asReader(ownerId)) },
      select: { id: true, title: true },
    });
    const titles = new Map(readable.map(({ id, title }) => [id, title]));
    const made: (MailedAction & { linkId: string })[] = [];
    for (const { id, ownership, dueOn, outcome } of rows) {
      const link = await this.links.standing({ id, ownership, ownerId });
      const session = titles.get(outcome.note.sessionId) ?? null;
      made.push({ text: outcome.text, dueOn: dueOn && dayOfDate(dueOn), session, url: link.url, linkId: link.id });
    }
    return made;
  }

  private async receiver(id: string) {
    const person = await this.db.person.findFirst({ where: { id, leftOn: null, email: { not: null } }, select: { name: true, email: true, language: true } });
    return person?.email ? { ...person, email: person.email } : null;
  }
}
