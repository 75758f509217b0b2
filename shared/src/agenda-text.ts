import { z } from './configure-zod.js';

/** What an importer finds in an agenda's own text. `tests/agenda/agenda.json` has the same shape. */
export const FoundSubquestion = z.object({
  code: z.string(),
  text: z.string(),
  /** How many of its sentences ask something. */
  partCount: z.int(),
  caribbean: z.boolean(),
});
export type FoundSubquestion = z.infer<typeof FoundSubquestion>;

export const FoundQuestion = z.object({
  code: z.string(),
  title: z.string(),
  text: z.string(),
  context: z.string().optional(),
  subquestions: z.array(FoundSubquestion),
});
export type FoundQuestion = z.infer<typeof FoundQuestion>;

export const FoundTheme = z.object({
  code: z.string(),
  title: z.string(),
  question: z.string().nullable(),
  summary: z.string().nullable(),
  questions: z.array(FoundQuestion),
});
export type FoundTheme = z.infer<typeof FoundTheme>;

export const FoundPeriod = z.object({ from: z.int(), to: z.int() });
export const FoundAgenda = z.object({ period: FoundPeriod.nullable(), themes: z.array(FoundTheme) });
export type FoundAgenda = z.infer<typeof FoundAgenda>;

export const DoubtKind = z.enum([
  'CUT_WORD', // a line broke here: one word or two?
  'NOTE_MARK', // a digit that may be a footnote's mark
  'NOTE_END', // where a footnote ends cannot be seen
  'LOOSE_TEXT', // text that belongs to no question
  'HEADING_DIFFERS', // a heading that nearly equals a title in the list
  'HEADING_MISSING', // a kernvraag without a heading of its own, so without deelvragen
  'TITLE_MISSING', // a kernvraag without ": " between title and question
  'TITLE_CUT', // a title that stops at a word like "van"
  'THEME_CODE', // a theme's letter is missing or met twice
  'SUMMARY_MISSING',
  'PERIOD_MISSING',
  'ASKS_NOTHING', // a deelvraag in which no sentence asks
]);
export type DoubtKind = z.infer<typeof DoubtKind>;

/** Something only a reader can decide, at its place in the text. `proposals[chosen]` is what the tree holds now. */
export const Doubt = z.object({
  key: z.string(),
  kind: DoubtKind,
  line: z.int(),
  code: z.string().nullable(),
  excerpt: z.string(),
  proposals: z.array(z.string()),
  chosen: z.int(),
});
export type Doubt = z.infer<typeof Doubt>;

/** Per doubt's key, which of its proposals a reader chose. */
export const Choices = z.record(z.string().max(60), z.int().min(0).max(3));
export type Choices = z.infer<typeof Choices>;

/** Why a text is no agenda. */
export const NoAgenda = z.enum([
  'EMPTY',
  'TOO_LONG',
  'PDF',
  'OFFICE',
  'BINARY',
  'NO_KERNVRAGEN',
  'NO_THEMES',
  'NO_DEELVRAGEN',
  'QUESTION_TOO_LONG',
  'TOO_MANY',
]);
export type NoAgenda = z.infer<typeof NoAgenda>;

/** `uploadBytes` is what fits, as base64, in a request. */
export const agendaTextLimits = { bytes: 2_000_000, uploadBytes: 1_400_000, question: 4_000, title: 300, perTheme: 60, perQuestion: 200 };
