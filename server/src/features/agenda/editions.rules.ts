import type { FoundAgenda } from '@kenniskamer/shared/agenda-text';
import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../platform/database/generated/client.js';

export interface EditionRows {
  /** Questions that come into being with this edition. */
  newQuestions: string[];
  themes: Prisma.ThemeCreateManyInput[];
  cores: Prisma.WordingCreateManyInput[];
  subs: Prisma.WordingCreateManyInput[];
}

/** The rows of an edition. `place` numbers its wordings in the order in which they are read; `ids` says which question each code is. */
export function rowsOf(agenda: FoundAgenda, editionId: string, ids: ReadonlyMap<string, string | null>): EditionRows {
  const rows: EditionRows = { newQuestions: [], themes: [], cores: [], subs: [] };
  let place = 0;
  const questionOf = (code: string) => {
    const known = ids.get(code);
    if (known) return known;
    const id = randomUUID();
    rows.newQuestions.push(id);
    return id;
  };
  for (const [at, theme] of agenda.themes.entries()) {
    const themeId = randomUUID();
    rows.themes.push({ id: themeId, editionId, code: theme.code, title: theme.title, summary: theme.summary, place: at });
    for (const core of theme.questions) {
      const coreId = randomUUID();
      const { code, title, text, context } = core;
      rows.cores.push({ id: coreId, editionId, themeId, questionId: questionOf(code), kind: 'CORE', code, title, text, context: context ?? null, place: place++ });
      for (const sub of core.subquestions) {
        const { partCount, caribbean } = sub;
        rows.subs.push({ editionId, themeId, parentId: coreId, questionId: questionOf(sub.code), kind: 'SUB', code: sub.code, text: sub.text, partCount, caribbean, place: place++ });
      }
    }
  }
  return rows;
}
