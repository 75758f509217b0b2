import { ActionState, Whose } from './action.js';
import { Id } from './basics.js';
import { z } from './configure-zod.js';
import { InviteeQuery, TableGroup } from './invitation.js';

/*
 * What stands in the address of a page, beside its path. Each field is optional or has a `.catch`: an address that
 * somebody mangled shows the page, not an error.
 */
export const ActionSearch = z.object({
  whose: Whose.optional().catch(undefined),
  question: z.string().max(20).optional().catch(undefined),
  unit: Id.optional().catch(undefined),
  owner: z.union([z.literal('none'), Id]).optional().catch(undefined),
  state: z.enum(['TO_DO', 'ALL', ...ActionState.options]).catch('TO_DO'),
  overdue: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
});

/** Whom the list of invitees shows. */
export const InviteeSearch = z.object({
  show: InviteeQuery.shape.show.catch('ALL'),
  group: TableGroup.optional().catch(undefined),
  q: z.string().max(100).catch(''),
  order: InviteeQuery.shape.order.catch('NEWEST_REPLY'),
});
export type InviteeSearch = z.infer<typeof InviteeSearch>;

export const ReportSearch = z.object({ version: z.coerce.number().int().positive().optional().catch(undefined) });
/** The question that a new session is about. */
export const NewSessionSearch = z.object({ question: z.string().max(20).optional().catch(undefined) });
/** Where somebody was going who has to sign in first. */
export const SignInSearch = z.object({ next: z.string().max(2000).optional().catch(undefined) });
