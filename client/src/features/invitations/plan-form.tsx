import { Failure, type Issue } from '@kenniskamer/shared/failure';
import { issueSentence } from '@kenniskamer/shared/failure-words';
import { ChangedMeanwhile, type Session, type SessionField } from '@kenniskamer/shared/session';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLanguage } from '../../platform/language';
import { asFailure } from '../../ui/failure-note';
import type { FieldBinding } from '../../ui/failure-form';
import { sessionQuery, useSessionChange } from '../sessions/sessions.queries';
import { changedFields, patchOf, valuesOf, withFields, type PlanValues } from './plan-values';

/** Milliseconds of quiet before a draft is saved, and before it is tried again without connection. */
const QUIET = 700;
const AGAIN = 5_000;

interface PlanState {
  values: PlanValues;
  /** What the server holds, as far as we know. */
  base: PlanValues;
  revision: number;
  isSaving: boolean;
  savedAt: Date | null;
  failure: Failure | null;
  issues: readonly Issue[];
  /** The values that were refused: not offered again until something changes. */
  refused: PlanValues | null;
  /** Fields that somebody else changed while we did: saving waits for a choice. */
  conflict: { by: string | null; fields: SessionField[]; theirs: PlanValues } | null;
}

const startOf = (session: Session): PlanState => {
  const values = valuesOf(session);
  return {
    values,
    base: values,
    revision: session.planning?.revision ?? 0,
    isSaving: false,
    savedAt: session.planning?.changedAt ?? null,
    failure: null,
    issues: [],
    refused: null,
    conflict: null,
  };
};

/** Takes over what others saved, field by field; what was typed here stays. */
function adopted(state: PlanState, session: Session, by: string | null): PlanState {
  const theirs = valuesOf(session);
  const mine = changedFields(state.values, state.base);
  const moved = changedFields(theirs, state.base);
  const both = mine.filter((field) => moved.includes(field) && changedFields(state.values, theirs).includes(field));
  return {
    ...state,
    base: theirs,
    values: withFields(theirs, state.values, mine),
    revision: session.planning?.revision ?? state.revision,
    conflict: both.length > 0 ? { by, fields: both, theirs } : null,
  };
}

const passes = (failure: Failure | null) => failure?.code === 'OFFLINE' || failure?.code === 'UNAVAILABLE';

/**
 * The plan as a form. A draft is saved as typed; after sending, changes wait for `save`. Two organisers in one plan
 * each keep what they typed, and see it when they changed the same field.
 */
export function usePlanForm(session: Session) {
  const { language } = useLanguage();
  const cache = useQueryClient();
  const change = useSessionChange(session.id);
  const [state, setState] = useState(() => startOf(session));
  const isDraft = session.sentAt === null && session.cancelledAt === null;
  const waiting = changedFields(state.values, state.base);
  const toSave = waiting.filter((field) => field !== 'title' || state.values.title.trim() !== '');
  const revision = session.planning?.revision ?? 0;

  const meet = async (refusal: Failure) => {
    const told = ChangedMeanwhile.safeParse(refusal.details.values);
    const fresh = await cache.fetchQuery({ ...sessionQuery(session.id), staleTime: 0 });
    setState((now) => ({ ...adopted(now, fresh, told.data?.changes[0]?.by ?? null), isSaving: false }));
  };

  /** Saves what changed; resolves to whether that was done. */
  const save = async (options: { tellDetails?: boolean } = {}): Promise<boolean> => {
    const { values } = state;
    if (toSave.length === 0 || state.isSaving) return toSave.length === 0;
    setState((now) => ({ ...now, isSaving: true }));
    try {
      const saved = await change.mutateAsync({ ...patchOf(values, toSave), revision: state.revision, ...options });
      const next = saved.planning?.revision ?? state.revision + 1;
      setState((now) => ({ ...now, isSaving: false, base: withFields(now.base, values, toSave), revision: next, savedAt: new Date(), issues: [], failure: null, refused: null, conflict: null }));
      return true;
    } catch (error) {
      const refusal = asFailure(error);
      if (refusal.code === 'CHANGED_MEANWHILE') await meet(refusal);
      else setState((now) => ({ ...now, isSaving: false, issues: refusal.details.issues ?? [], failure: refusal.details.issues?.length ? null : refusal, refused: values }));
      return false;
    }
  };

  const autosave = useEffectEvent(() => {
    if (isDraft && !state.conflict) void save();
  });
  const takeOver = useEffectEvent(() => {
    setState((now) => (!now.isSaving && revision > now.revision ? adopted(now, session, null) : now));
  });
  useEffect(() => takeOver(), [revision, state.isSaving]);

  const mayTry = state.refused !== state.values || passes(state.failure);
  useEffect(() => {
    if (!isDraft || state.isSaving || state.conflict || toSave.length === 0 || !mayTry) return;
    const timer = setTimeout(autosave, passes(state.failure) ? AGAIN : QUIET);
    return () => clearTimeout(timer);
  }, [isDraft, state, toSave.length, mayTry]);
  // Who leaves in the middle of a word leaves nothing behind.
  useEffect(() => {
    const onHide = () => document.visibilityState === 'hidden' && autosave();
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      autosave();
    };
  }, []);

  const set = <Name extends keyof PlanValues>(name: Name, value: PlanValues[Name]) =>
    setState((now) => ({ ...now, values: { ...now.values, [name]: value }, issues: now.issues.filter((issue) => issue.path[0] !== name) }));
  const errorAt = (...path: (string | number)[]): string | undefined => {
    if (path.join('.') === 'title' && state.values.title.trim() === '') return issueSentence({ path, code: 'REQUIRED' }, language);
    const issue = state.issues.find((one) => one.path.join('.') === path.join('.'));
    return issue && issueSentence(issue, language);
  };
  const field = <Name extends keyof PlanValues>(name: Name): FieldBinding<PlanValues[Name]> => ({
    name,
    value: state.values[name],
    onChange: (value) => set(name, value),
    error: errorAt(name),
  });

  return {
    isDraft,
    values: state.values,
    waiting,
    isSaving: state.isSaving,
    savedAt: state.savedAt,
    failure: state.failure,
    issues: state.issues,
    conflict: state.conflict,
    field,
    set,
    errorAt,
    save,
    /** Settles a conflict: one's own text is saved over theirs, or theirs is taken. */
    settle: (whose: 'MINE' | 'THEIRS') =>
      setState((now) => (now.conflict ? { ...now, values: whose === 'MINE' ? now.values : withFields(now.values, now.conflict.theirs, now.conflict.fields), conflict: null } : now)),
    drop: () => setState((now) => ({ ...now, values: now.base, issues: [], failure: null, refused: null, conflict: null })),
  };
}
export type PlanForm = ReturnType<typeof usePlanForm>;
