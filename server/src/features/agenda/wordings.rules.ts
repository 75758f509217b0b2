import type { AgendaTheme } from '@kenniskamer/shared/agenda';
import type { AnswerState, QuestionItem } from '@kenniskamer/shared/question';
import type { Prisma } from '../../platform/database/generated/client.js';

/** What of a wording the pages show. Rows come in the order of `place`, which numbers a whole edition. */
export const shown = {
  questionId: true,
  code: true,
  kind: true,
  title: true,
  text: true,
  context: true,
  partCount: true,
  caribbean: true,
  place: true,
  theme: { select: { code: true, title: true, summary: true } },
  parent: { select: { code: true } },
} satisfies Prisma.WordingSelect;
export type Shown = Prisma.WordingGetPayload<{ select: typeof shown }>;

/** A question's page: its wording, those around it, and what hangs on the question itself. */
export const whole = {
  ...shown,
  edition: { select: { year: true } },
  parent: { select: shown },
  children: { select: shown, orderBy: { place: 'asc' } },
  question: {
    select: {
      units: { select: { unit: { select: { id: true, name: true } } }, orderBy: { unit: { name: 'asc' } } },
      wordings: {
        where: { edition: { state: 'ADOPTED' } },
        select: { title: true, text: true, edition: { select: { year: true } } },
        orderBy: { edition: { year: 'desc' } },
        take: 50,
      },
      _count: { select: { answers: true } },
    },
  },
} satisfies Prisma.WordingSelect;

/** Questions without a judgement are open. */
export type States = ReadonlyMap<string, AnswerState>;

export const itemOf = (row: Shown, states: States): QuestionItem => ({
  id: row.questionId,
  code: row.code,
  kind: row.kind,
  title: row.title,
  text: row.text,
  themeCode: row.theme.code,
  parentCode: row.parent?.code ?? null,
  partCount: row.partCount,
  caribbean: row.caribbean,
  answer: states.get(row.questionId) ?? 'OPEN',
});

/** An edition's rows as its tree: themes, kernvragen, deelvragen. */
export function treeOf(rows: Shown[], states: States): AgendaTheme[] {
  const themes = new Map<string, AgendaTheme>();
  for (const row of rows) {
    const theme = themes.get(row.theme.code) ?? { ...row.theme, questions: [] };
    themes.set(row.theme.code, theme);
    const item = itemOf(row, states);
    if (row.kind === 'CORE') theme.questions.push({ ...item, context: row.context, subquestions: [] });
    else theme.questions.find((question) => question.code === item.parentCode)?.subquestions.push(item);
  }
  return [...themes.values()];
}

/** The year since which the words are as they are now; `history` is per adopted edition, the newest first. */
export function sameSince(history: { year: number; title: string | null; text: string }[]): number {
  const [now, ...before] = history;
  if (!now) throw new Error('a question has a wording');
  let since = now.year;
  for (const { year, title, text } of before) {
    if (title !== now.title || text !== now.text) break;
    since = year;
  }
  return since;
}
