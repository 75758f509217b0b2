import { Choices, Doubt, FoundAgenda, agendaTextLimits } from './agenda-text.js';
import { Day, Id, Nothing } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';
import { QuestionItem } from './question.js';

export const EditionState = z.enum(['DRAFT', 'ADOPTED']);

/** The agenda's wording for one year. */
export const Edition = z.object({
  id: Id,
  year: z.int(),
  state: EditionState,
  /** The day the ministries adopted it, where that is known. */
  adoptedOn: Day.nullable(),
  current: z.boolean(),
});
export type Edition = z.infer<typeof Edition>;

export const AgendaQuestion = QuestionItem.extend({ context: z.string().nullable(), subquestions: z.array(QuestionItem) });
export type AgendaQuestion = z.infer<typeof AgendaQuestion>;

export const AgendaTheme = z.object({
  code: z.string(),
  title: z.string(),
  summary: z.string().nullable(),
  questions: z.array(AgendaQuestion),
});
export type AgendaTheme = z.infer<typeof AgendaTheme>;

export const Agenda = z.object({
  title: z.string(),
  period: z.object({ from: z.int(), to: z.int() }),
  edition: Edition,
  themes: z.array(AgendaTheme),
});
export type Agenda = z.infer<typeof Agenda>;

/** How a question of an uploaded text stands to those there are. */
export const Match = z.object({
  code: z.string(),
  /** SAME words under the same code, MOVED: same words under another code, CHANGED: same code with other words, NEW. */
  kind: z.enum(['SAME', 'MOVED', 'CHANGED', 'NEW']),
  before: z.object({ id: Id, code: z.string(), text: z.string() }).nullable(),
});
export type Match = z.infer<typeof Match>;

/** For a code with other words: is it the same question reworded, or another question? */
export const Settlement = z.enum(['KEEP', 'NEW']);
export type Settlement = z.infer<typeof Settlement>;

/** A file or pasted text, as base64: the server finds out in which letters it was saved. */
export const AgendaUpload = z.object({
  content: z.base64().max(Math.ceil(agendaTextLimits.uploadBytes / 3) * 4, { error: 'FILE_TOO_LARGE' }),
  choices: Choices.default({}),
});
export type AgendaUpload = z.infer<typeof AgendaUpload>;

export const AgendaPreview = z.object({
  agenda: FoundAgenda,
  doubts: z.array(Doubt),
  matches: z.array(Match),
  /** Questions of the current edition that are no longer there. */
  gone: z.array(z.object({ code: z.string(), text: z.string() })),
});
export type AgendaPreview = z.infer<typeof AgendaPreview>;

export const NewEdition = AgendaUpload.extend({
  year: z.int({ error: 'NOT_A_YEAR' }).min(2000, { error: 'NOT_A_YEAR' }).max(2100, { error: 'NOT_A_YEAR' }),
  settlements: z.record(z.string().max(10), Settlement).default({}),
});
export type NewEdition = z.infer<typeof NewEdition>;

export const Adoption = z.object({ adoptedOn: Day.nullable().default(null) });
export type Adoption = z.infer<typeof Adoption>;

/** The room of everybody who has the agenda, or a question of it, on the screen: `agenda.watch`, told `agenda.changed`. */
export const AgendaRoom = z.object({ id: z.literal('current') });
export type AgendaRoom = z.infer<typeof AgendaRoom>;

export const readAgenda = endpoint('GET', '/agenda', Nothing, Agenda);
export const previewAgenda = endpoint('POST', '/agenda/previews', AgendaUpload, AgendaPreview);
export const listEditions = endpoint('GET', '/agenda/editions', Nothing, z.object({ items: z.array(Edition) }));
export const draftEdition = endpoint('POST', '/agenda/editions', NewEdition, Edition);
export const readEdition = endpoint('GET', '/agenda/editions/:id', Nothing, Agenda);
export const dropEdition = endpoint('DELETE', '/agenda/editions/:id', Nothing, Nothing);
export const adoptEdition = endpoint('POST', '/agenda/editions/:id/adoption', Adoption, Edition);
