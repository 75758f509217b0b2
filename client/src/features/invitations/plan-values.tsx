import type { Confidentiality, Level } from '@kenniskamer/shared/level';
import type { Session, SessionField, SessionPatch, SessionQuestion } from '@kenniskamer/shared/session';

export interface PlanItem {
  id: string;
  title: string;
  minutes: number | null;
  speaker: string;
  questionIds: string[];
}

/** What the form holds: text as typed, so that a space at its end is not taken away under somebody's fingers. */
export interface PlanValues {
  title: string;
  goal: string;
  day: string | null;
  startClock: string | null;
  endClock: string | null;
  place: string;
  video: string;
  levels: readonly Level[];
  confidentiality: Confidentiality;
  guestsWrite: boolean;
  questionIds: readonly SessionQuestion[];
  items: readonly PlanItem[];
}

export function valuesOf(session: Session): PlanValues {
  const { planning } = session;
  return {
    title: session.title,
    goal: session.goal ?? '',
    day: planning?.day ?? null,
    startClock: planning?.startClock ?? null,
    endClock: planning?.endClock ?? null,
    place: session.place ?? '',
    video: session.video ?? '',
    levels: session.levels,
    confidentiality: session.confidentiality,
    guestsWrite: planning?.guestsWrite ?? false,
    questionIds: session.questions,
    items: session.items.map((item) => ({ ...item, speaker: item.speaker ?? '' })),
  };
}

type Fields = Required<Omit<SessionPatch, 'revision' | 'tellDetails'>>;

/** The values as the server takes them. */
const sent = (values: PlanValues): Fields => ({
  ...values,
  title: values.title,
  goal: values.goal.trim() || null,
  place: values.place.trim() || null,
  video: values.video.trim() || null,
  levels: [...values.levels],
  questionIds: values.questionIds.map(({ id }) => id),
  items: values.items.map((item) => ({ ...item, speaker: item.speaker.trim() || null, questionIds: [...item.questionIds] })),
});

/** What two texts differ in for the server, which trims. */
const same = (one: unknown, other: unknown) => {
  const plain = (value: unknown) => (typeof value === 'string' ? value.trim() : value);
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
};

/** The fields in which `values` differ from `base`. A title is needed: without one that field waits. */
export function changedFields(values: PlanValues, base: PlanValues): SessionField[] {
  const [mine, theirs] = [sent(values), sent(base)];
  return (Object.keys(mine) as SessionField[]).filter((field) => !same(mine[field], theirs[field]));
}

const TIME: readonly SessionField[] = ['day', 'startClock', 'endClock'];

/** These fields as a patch; day and clocks go together, since only together they are a time. */
export function patchOf(values: PlanValues, fields: readonly SessionField[]): Partial<Fields> {
  const whole = new Set(fields.some((field) => TIME.includes(field)) ? [...fields, ...TIME] : fields);
  return Object.fromEntries(Object.entries(sent(values)).filter(([field]) => whole.has(field as SessionField)));
}

/** `values` with these fields taken from `other`. */
export const withFields = (values: PlanValues, other: PlanValues, fields: readonly SessionField[]): PlanValues => ({
  ...values,
  ...Object.fromEntries(Object.entries(other).filter(([field]) => fields.includes(field as SessionField))),
});
