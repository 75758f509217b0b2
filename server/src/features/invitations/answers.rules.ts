import type { Answer, ReplyVia } from '@kenniskamer/shared/invitation';
import type { Partstat } from '@kenniskamer/shared/session';

export interface ReplyRow {
  id: string;
  at: Date;
  partstat: Partstat;
  remark: string | null;
  via: ReplyVia;
  byId: string | null;
  forStartsAt: Date | null;
  forEndsAt: Date | null;
  changeId: string | null;
}

export interface When {
  startsAt: Date | null;
  endsAt: Date | null;
}

/** Changes of time that nobody was told of yet: their mails still waited when the next one was made. */
export interface Untold {
  changeIds: string[];
  /** When the oldest of them was made. */
  since: Date;
  /** What people were last told. */
  origin: When;
}

const same = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();
const isFor = ({ forStartsAt, forEndsAt }: ReplyRow, { startsAt, endsAt }: When) => same(forStartsAt, startsAt) && same(forEndsAt, endsAt);

/** Which of the changes of time, newest first, nobody was told of at `now`; undone ones count, their mails waited too. */
export function untold(changes: { id: string; at: Date; undoUntil: Date; when: When }[], now: Date): Untold | null {
  const chain: typeof changes = [];
  for (let at = 0, bound = now; at < changes.length; at += 1) {
    const change = changes[at];
    if (!change || change.undoUntil <= bound) break;
    chain.push(change);
    bound = change.at;
  }
  const oldest = chain.at(-1);
  return oldest ? { changeIds: chain.map(({ id }) => id), since: oldest.at, origin: oldest.when } : null;
}

/**
 * The answer that stands once the session is at `when`, out of one invitee's replies, oldest first. An answer is to a
 * time: what was said before the untold changes holds only when the session is back where people were last told it is,
 * what was said since only for the very time it was said to.
 */
export function standingAt(replies: ReplyRow[], when: When, { changeIds, since, origin }: Untold): ReplyRow | null {
  const back = same(when.startsAt, origin.startsAt) && same(when.endsAt, origin.endsAt);
  return (
    replies
      .filter((row) => row.changeId === null || !changeIds.includes(row.changeId))
      .filter((row) => (row.at < since ? back : isFor(row, when)))
      .at(-1) ?? null
  );
}

/** "Kwam op 3 december": the last answer before the one that a move put back; null when there is an answer, or never was one. */
export function earlierAnswer(replies: ReplyRow[]): { partstat: Answer; startsAt: Date | null } | null {
  const last = replies.at(-1);
  if (!last || last.partstat !== 'NEEDS_ACTION') return null;
  const answer = replies.findLast((row) => row.partstat !== 'NEEDS_ACTION');
  return answer && answer.partstat !== 'NEEDS_ACTION' ? { partstat: answer.partstat, startsAt: answer.forStartsAt } : null;
}
