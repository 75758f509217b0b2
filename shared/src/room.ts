import { z } from './configure-zod.js';
import { Day, Id, Instant, line, Nothing } from './basics.js';
import { endpoint } from './endpoint.js';
import { OutcomeKind } from './outcome.js';

/*
 * What stands beside a note while people meet. All of it goes over the socket, so that a personal link and a sign-in come
 * by one door: `room.watch` lets a page in, `room.clock`, `room.points` and `room.present` with `{ id }` say that
 * something changed, and each page reads it again with its own rights.
 */
export const RoomKey = z.object({ id: Id });
export type RoomKey = z.infer<typeof RoomKey>;

// The clock --------------------------------------------------------------------------------------------------------

/** Minutes that one press of *5 min langer* gives. */
export const LONGER = 5;

/** A programme item as it ran, or runs: then `endedAt` is null. */
const Turn = z.object({ itemId: Id, startedAt: Instant, endedAt: Instant.nullable(), extra: z.int() });
export type Turn = z.infer<typeof Turn>;

export const RoomClock = z.object({
  /** The server's time when it answered. A device's own clock may be minutes off: count from this. */
  now: Instant,
  /** Of the last act; the next one says after which it comes, so that two who press at once move on once. */
  seq: z.int(),
  turns: z.array(Turn),
  /** The last item is over. */
  done: z.boolean(),
  may: z.object({ turn: z.boolean() }),
});
export type RoomClock = z.infer<typeof RoomClock>;

export const TurnClock = z.object({ id: Id, act: z.enum(['NEXT', 'LONGER']), after: z.int().min(0).max(10_000) });
export type TurnClock = z.infer<typeof TurnClock>;
/** Takes the last act back. */
export const UndoTurn = z.object({ id: Id, seq: z.int().min(1).max(10_000) });
export type UndoTurn = z.infer<typeof UndoTurn>;

export const runningItem = (clock: Pick<RoomClock, 'turns'> | undefined): Turn | null => clock?.turns.find(({ endedAt }) => endedAt === null) ?? null;

interface Planned {
  startsAt: Date | null;
  endsAt: Date | null;
  items: readonly { id: string; minutes: number | null }[];
}

/** Where an item stands. Times of what is to come follow from what runs now; null from the first length that is not known. */
export interface ItemCourse {
  id: string;
  state: 'DONE' | 'NOW' | 'TO_COME';
  startsAt: Date | null;
  /** DONE: what it took. NOW and TO_COME: what it has. */
  minutes: number | null;
  /** Seconds, only of what runs; below zero it is over its time. */
  left: number | null;
  /** Minutes after the planned moment; below zero before it. Only of what is to come, once the clock runs. */
  late: number | null;
}

const MINUTE = 60_000;
const minutesBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / MINUTE);
const after = (at: Date | null, minutes: number | null): Date | null => (at === null || minutes === null ? null : new Date(at.getTime() + minutes * MINUTE));

/** The programme as it goes at `now`, the server's time. Without a running clock it is the plan. */
export function courseOf({ startsAt, endsAt, items }: Planned, clock: Pick<RoomClock, 'turns' | 'done'>, now: Date): { items: ItemCourse[]; end: { at: Date | null; late: number | null } } {
  const byItem = new Map(clock.turns.map((turn) => [turn.itemId, turn]));
  const lastRun = items.findLastIndex(({ id }) => byItem.has(id));
  const begun = lastRun >= 0 || clock.done;
  let planned = startsAt;
  let at: Date | null = startsAt;
  const course = items.map(({ id, minutes }, place): ItemCourse => {
    const turn = byItem.get(id);
    const plannedAt = planned;
    planned = after(planned, minutes);
    if (turn && turn.endedAt === null) {
      const length = minutes === null ? null : minutes + turn.extra;
      const ends = after(turn.startedAt, length);
      at = ends && ends < now ? now : ends;
      // Never more than it has: a measured time may be a moment before the start.
      const left = ends && length !== null ? Math.min(length * 60, Math.ceil((ends.getTime() - now.getTime()) / 1000)) : null;
      return { id, state: 'NOW', startsAt: turn.startedAt, minutes: length, left, late: null };
    }
    if (turn || place < lastRun || clock.done) {
      if (turn?.endedAt) at = turn.endedAt;
      return { id, state: 'DONE', startsAt: turn?.startedAt ?? null, minutes: turn?.endedAt ? minutesBetween(turn.startedAt, turn.endedAt) : null, left: null, late: null };
    }
    const starts = at;
    at = after(at, minutes);
    return { id, state: 'TO_COME', startsAt: starts, minutes, left: null, late: begun && starts && plannedAt ? minutesBetween(plannedAt, starts) : null };
  });
  return { items: course, end: { at, late: begun && at && endsAt ? minutesBetween(endsAt, at) : null } };
}

// Who is here ------------------------------------------------------------------------------------------------------

/** How somebody came to be here: opened the note signed in or by personal link, by the code on the wall, ticked by the organiser. */
export const VisitVia = z.enum(['NOTE', 'LINK', 'CODE', 'ORGANISER']);
export type VisitVia = z.infer<typeof VisitVia>;

export const PresentPerson = z.object({ id: Id, name: z.string(), from: z.string().nullable(), here: z.boolean() });
export type PresentPerson = z.infer<typeof PresentPerson>;
export const RoomPresence = z.object({
  /** Those with the page open, and those whom the code or the organiser put in the room. */
  count: z.int(),
  /** Null where only the number may be known. For organisers all who may come, to tick; for others those who are here. */
  people: z.array(PresentPerson).nullable(),
  may: z.object({ tick: z.boolean() }),
});
export type RoomPresence = z.infer<typeof RoomPresence>;
export const TickPresence = z.object({ id: Id, personId: Id, here: z.boolean() });
export type TickPresence = z.infer<typeof TickPresence>;

/** The address behind the code on the wall. It gives no access. */
export const Door = z.object({ title: z.string(), url: z.string() });
export type Door = z.infer<typeof Door>;
export const openDoor = endpoint('PUT', '/sessions/:id/door', Nothing, Door);

// Points from the room ---------------------------------------------------------------------------------------------

/** Characters; what takes more belongs in the note. */
export const MAX_POINT = 300;

export const Point = z.object({
  id: Id,
  text: z.string(),
  /** Null for who gave no name, and where names are not kept or shown. */
  author: z.string().nullable(),
  supports: z.int(),
  /** Supported by the reader. */
  supported: z.boolean(),
  /** Put there by the reader, under their name: they may take it away again. */
  own: z.boolean(),
  /** It stands in the note. */
  taken: z.boolean(),
});
export type Point = z.infer<typeof Point>;
export const RoomPoints = z.object({
  /** What still waits first, most supported on top. */
  items: z.array(Point),
  /** Whether one may put a name to a point: the organiser's choice, and never in Chatham House. */
  names: z.boolean(),
  may: z.object({ add: z.boolean(), organise: z.boolean(), chooseNames: z.boolean() }),
});
export type RoomPoints = z.infer<typeof RoomPoints>;

const pointOf = { id: Id, pointId: Id };
/** The page chooses the point's id, so that what is sent again after a lost answer is one point. */
export const AddPoint = z.object({ ...pointOf, text: line(MAX_POINT), named: z.boolean() });
export type AddPoint = z.infer<typeof AddPoint>;
export const SupportPoint = z.object({ ...pointOf, on: z.boolean() });
export type SupportPoint = z.infer<typeof SupportPoint>;
export const TakePoint = z.object({ ...pointOf, taken: z.boolean() });
export type TakePoint = z.infer<typeof TakePoint>;
export const RemovePoint = z.object({ ...pointOf, removed: z.boolean() });
export type RemovePoint = z.infer<typeof RemovePoint>;
export const NamePoints = z.object({ id: Id, names: z.boolean() });
export type NamePoints = z.infer<typeof NamePoints>;

// What was already known -------------------------------------------------------------------------------------------

/** Of earlier sessions, only what this reader may see; with only a personal link that is nothing. */
export const Known = z.object({
  outcomes: z.array(z.object({ id: Id, kind: OutcomeKind, text: z.string(), questionIds: z.array(Id), session: z.object({ title: z.string(), startsAt: Instant.nullable() }) })),
  actions: z.array(z.object({ id: Id, text: z.string(), questionIds: z.array(Id), dueOn: Day.nullable() })),
});
export type Known = z.infer<typeof Known>;
