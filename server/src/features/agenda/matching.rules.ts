import type { Match, Settlement } from '@kenniskamer/shared/agenda';
import type { FoundAgenda } from '@kenniskamer/shared/agenda-text';
import type { QuestionKind } from '@kenniskamer/shared/question';

/** A wording of an adopted edition. */
export interface Known {
  questionId: string;
  code: string;
  kind: QuestionKind;
  text: string;
  current: boolean;
}

interface Found {
  code: string;
  kind: QuestionKind;
  text: string;
}

export const flat = (agenda: FoundAgenda): Found[] =>
  agenda.themes.flatMap((theme) =>
    theme.questions.flatMap((core) => [
      { code: core.code, kind: 'CORE' as const, text: core.text },
      ...core.subquestions.map(({ code, text }) => ({ code, kind: 'SUB' as const, text })),
    ]),
  );

/**
 * Which question each found wording is. Equal text is the same question, wherever it stands now; an equal code with
 * other text only may be. `known` has the current edition's wordings first. A question is given away once.
 */
export function matchesOf(agenda: FoundAgenda, known: Known[]): { matches: Match[]; gone: { code: string; text: string }[] } {
  const found = flat(agenda);
  const taken = new Set<string>();
  const byText = Map.groupBy(known, ({ kind, text }) => `${kind} ${text}`);
  const sure = new Map<Found, Known>();
  const take = (one: Found, other: Known) => {
    taken.add(other.questionId);
    sure.set(one, other);
  };
  for (const sameCode of [true, false]) {
    for (const one of found) {
      if (sure.has(one)) continue;
      const equals = byText.get(`${one.kind} ${one.text}`) ?? [];
      const other = equals.find(({ questionId, code }) => !taken.has(questionId) && (!sameCode || code === one.code));
      if (other) take(one, other);
    }
  }
  const current = known.filter((one) => one.current);
  const matches = found.map((one): Match => {
    const same = sure.get(one);
    if (same) return { code: one.code, kind: same.code === one.code ? 'SAME' : 'MOVED', before: before(same) };
    const other = current.find(({ code, questionId }) => code === one.code && !taken.has(questionId));
    if (!other) return { code: one.code, kind: 'NEW', before: null };
    taken.add(other.questionId);
    return { code: one.code, kind: 'CHANGED', before: before(other) };
  });
  return { matches, gone: current.filter(({ questionId }) => !taken.has(questionId)).map(({ code, text }) => ({ code, text })) };
}

const before = ({ questionId, code, text }: Known) => ({ id: questionId, code, text });

/** Per code the question it is, null for a new one; or the codes that a reader still has to settle. */
export function settled(matches: Match[], settlements: Record<string, Settlement>): { ids: Map<string, string | null> } | { open: string[] } {
  const open = matches.filter(({ code, kind }) => kind === 'CHANGED' && !settlements[code]).map(({ code }) => code);
  if (open.length > 0) return { open };
  return {
    ids: new Map(
      matches.map(({ code, kind, before: old }) => [code, kind === 'CHANGED' && settlements[code] === 'NEW' ? null : (old?.id ?? null)]),
    ),
  };
}
