import { z } from './configure-zod.js';
import { Day, Id, Instant, Nothing, PageQuery, line, pageOf, prose } from './basics.js';
import { daysAfter } from './day.js';
import { endpoint } from './endpoint.js';
import { BlockId } from './outcome.js';

export const ActionState = z.enum(['OPEN', 'IN_PROGRESS', 'DONE', 'DROPPED']);
export type ActionState = z.infer<typeof ActionState>;

/** Still to be done: what counts as open in lists, digests and on the first screen. */
export const toDo = ['OPEN', 'IN_PROGRESS'] as const satisfies ActionState[];
export const isToDo = (state: ActionState): boolean => (toDo as readonly ActionState[]).includes(state);

/** Where an action stands in a list: this is also the order. SOON is within seven days from `today`. */
export const ActionGroup = z.enum(['OVERDUE', 'WITHOUT_OWNER', 'SOON', 'LATER', 'CLOSED']);
export type ActionGroup = z.infer<typeof ActionGroup>;

export function groupOf(action: { state: ActionState; ownerId: string | null; dueOn: Day | null }, today: Day): ActionGroup {
  if (!isToDo(action.state)) return 'CLOSED';
  if (action.dueOn !== null && action.dueOn < today) return 'OVERDUE';
  if (action.ownerId === null) return 'WITHOUT_OWNER';
  return action.dueOn !== null && action.dueOn < daysAfter(today, 7) ? 'SOON' : 'LATER';
}

const Owner = z.object({ id: Id, name: z.string(), unit: z.string().nullable() });
const Question = z.object({ id: Id, code: z.string(), text: z.string() });
/** A session only where its reader may read it; else null, as if there were none. */
const OfSession = z.object({ id: Id, title: z.string(), startsAt: Instant.nullable() });

export const ActionRow = z.object({
  id: Id,
  /** The block's text, as the server last read it. */
  text: z.string(),
  state: ActionState,
  owner: Owner.nullable(),
  dueOn: Day.nullable(),
  group: ActionGroup,
  questions: z.array(Question),
  session: OfSession.nullable(),
  revision: z.int(),
  may: z.object({ move: z.boolean(), assign: z.boolean(), chase: z.boolean() }),
});
export type ActionRow = z.infer<typeof ActionRow>;

/** FOLLOWED: of a coordinator's units and questions. MINE: owned by the reader. ALL: whatever they may see. */
export const Whose = z.enum(['FOLLOWED', 'MINE', 'ALL']);
export type Whose = z.infer<typeof Whose>;

const filters = {
  whose: Whose.default('ALL'),
  /** A question's code in the current edition. */
  question: line(20).optional(),
  /** Of the owner or tied to the question; with all units below it. */
  unit: Id.optional(),
  owner: z.union([z.literal('none'), Id]).optional(),
  state: z.enum(['TO_DO', 'ALL', ...ActionState.options]).default('TO_DO'),
  overdue: z.stringbool().optional(),
  session: Id.optional(),
};
export const ActionFilter = z.object(filters);
export type ActionFilter = z.infer<typeof ActionFilter>;
export const ActionQuery = PageQuery.extend(filters);
export type ActionQuery = z.infer<typeof ActionQuery>;

const Facet = z.object({ id: z.string(), name: z.string(), n: z.int() });
export const ActionOverview = z.object({
  /** Of the list as filtered. */
  groups: z.record(ActionGroup, z.int()),
  /** To do, over all that the reader may see, per choice of `whose`. FOLLOWED is null for who coordinates nothing. */
  whose: z.object({ FOLLOWED: z.int().nullable(), MINE: z.int(), ALL: z.int() }),
  /** What the other filters can choose from, of this `whose`. */
  questions: z.array(Facet),
  owners: z.array(Facet),
  units: z.array(Facet),
});
export type ActionOverview = z.infer<typeof ActionOverview>;

export const ActionEventField = z.enum(['OWNER', 'DUE', 'STATE', 'REMARK', 'CHASE']);
export type ActionEventField = z.infer<typeof ActionEventField>;
export const ActionEvent = z.object({
  id: Id,
  at: Instant,
  /** Nobody in a Chatham House session that has not ended, and for what the system did. */
  by: z.string().nullable(),
  field: ActionEventField,
  /** Names for OWNER, days for DUE, states for STATE. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  remark: z.string().nullable(),
});
export type ActionEvent = z.infer<typeof ActionEvent>;

export const Action = ActionRow.extend({
  /** Where it comes from. `link` leads to the note, or to the report when that is what the reader may see. */
  from: z.object({ session: OfSession, item: z.string().nullable(), blockId: z.string(), link: z.enum(['NOTE', 'REPORT']) }).nullable(),
  events: z.array(ActionEvent),
});
export type Action = z.infer<typeof Action>;

/** What changes. `revision` is the one that was read: a newer one refuses, unless only a remark is added. */
export const ActionChange = z.object({
  revision: z.int(),
  state: ActionState.optional(),
  ownerId: Id.nullable().optional(),
  dueOn: Day.nullable().optional(),
  remark: prose(2000).optional(),
});
export type ActionChange = z.infer<typeof ActionChange>;

/** Who may be owner, found by name. Of a confidential session only its people. */
export const OwnerQuery = z.object({ search: line(100, 0).default('') });
export type OwnerQuery = z.infer<typeof OwnerQuery>;
export const Owners = z.object({ items: z.array(Owner) });

/** An action as its block in the note shows it. */
export const BlockAction = z.object({
  blockId: z.string(),
  actionId: Id,
  owner: Owner.nullable(),
  dueOn: Day.nullable(),
  state: ActionState,
  revision: z.int(),
});
export type BlockAction = z.infer<typeof BlockAction>;
/** Owner and date of a block, also before the server has read the block as an action. Absent leaves as it is. */
export const BlockActionChange = z.object({ ownerId: Id.nullable().optional(), dueOn: Day.nullable().optional() });
export type BlockActionChange = z.infer<typeof BlockActionChange>;

export const listActions = endpoint('GET', '/actions', ActionQuery, pageOf(ActionRow));
export const overviewOfActions = endpoint('GET', '/actions/overview', ActionFilter, ActionOverview);
export const readAction = endpoint('GET', '/actions/:id', Nothing, Action);
export const changeAction = endpoint('PATCH', '/actions/:id', ActionChange, Action);
export const ownersForAction = endpoint('GET', '/actions/:id/owners', OwnerQuery, Owners);
/** Asks the owner by mail how it stands. */
export const chaseAction = endpoint('POST', '/actions/:id/chases', Nothing, Action);

export const ownersForNote = endpoint('GET', '/sessions/:id/note/owners', OwnerQuery, Owners);
export const setBlockAction = endpoint('PUT', '/sessions/:id/note/blocks/:blockId/action', BlockActionChange, BlockAction);

/** By a personal link, `ownerId` may only be its own person or null: no list of colleagues is shown to a link. */
export const setGuestBlockAction = endpoint('PUT', '/invitations/:token/note/blocks/:blockId/action', BlockActionChange, BlockAction);

/*
 * Live, with `note.*` as notes has it. What a note's page shows of its actions comes with the note's outcomes; the room
 * `note` of the session (guarded by notes) hears `note.outcomes` { id } after each change.
 * `note.action.set` { sessionId, blockId, ownerId?, dueOn? } → BlockAction: the same as the two routes above.
 * `action.watch` { id } → null, and then `action.changed` { id }.
 */
export const NoteActionSet = BlockActionChange.extend({ sessionId: Id, blockId: BlockId });
export const ActionWatch = z.object({ id: Id });
