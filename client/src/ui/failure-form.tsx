import type { z } from '@kenniskamer/shared/configure-zod';
import { issuesOf, type Failure, type Issue } from '@kenniskamer/shared/failure';
import { issueSentence } from '@kenniskamer/shared/failure-words';
import { useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { useForm, type DefaultValues, type FieldPath, type FieldPathValue, type FieldValues } from 'react-hook-form';
import { useLanguage } from '../platform/language';
import { ErrorSummary, type FieldProblem } from './error-summary';
import { asFailure } from './failure-note';

interface Options<Values extends FieldValues> {
  start: Values;
  /** Checked before the call, so that a slip shows at once. The server checks again, and its word is shown likewise. */
  schema?: z.ZodType;
  /** Does it, and rejects with a `Failure` when refused. */
  save: (values: Values) => Promise<unknown>;
}

export interface FieldBinding<Value> {
  name: string;
  value: Value;
  onChange: (value: Value) => void;
  error?: string;
}

/** What the form round the fields needs. */
export interface FailureForm {
  /** Saves; resolves to whether it was done. */
  submit: () => Promise<boolean>;
  problems: readonly FieldProblem[];
  failure: Failure | null;
  attempt: number;
}

export interface FailureFormOf<Values extends FieldValues> extends FailureForm {
  /** Everything a field of `ui/` takes, but its words: `<TextField label={t('title')} {...form.field('title')} />`. */
  field: <Name extends FieldPath<Values>>(name: Name) => FieldBinding<FieldPathValue<Values, Name>>;
  values: Values;
  /** Lays other values over the form, as after a refresh from the server. */
  reset: (values: Values) => void;
  set: <Name extends FieldPath<Values>>(name: Name, value: FieldPathValue<Values, Name>) => void;
  isPending: boolean;
  isDirty: boolean;
}

/**
 * A form whose refusals land at their fields. What was typed stays, whatever happens.
 *
 *     const form = useFailureForm({ start: { title: '' }, schema: NewSession, save: (values) => plan.mutateAsync(values) });
 *     <Form form={form}><TextField label={t('title')} {...form.field('title')} /> … </Form>
 */
export function useFailureForm<Values extends FieldValues>({ start, schema, save }: Options<Values>): FailureFormOf<Values> {
  const { language } = useLanguage();
  const form = useForm<Values>({ defaultValues: start as DefaultValues<Values> });
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const values = form.watch();

  const refuse = (found: readonly Issue[], whole: Failure | null) => {
    setIssues(found);
    setFailure(whole);
    if (found.length > 0 || whole) setAttempt((count) => count + 1);
  };

  const submit = async (): Promise<boolean> => {
    if (isPending) return false;
    const given = form.getValues();
    const checked = schema?.safeParse(given);
    if (checked && !checked.success) {
      refuse(issuesOf(checked.error), null);
      return false;
    }
    setPending(true);
    try {
      await save(given);
      refuse([], null);
      form.reset(form.getValues());
      return true;
    } catch (error) {
      const refusal = asFailure(error);
      refuse(refusal.details.issues ?? [], refusal.details.issues?.length ? null : refusal);
      return false;
    } finally {
      setPending(false);
    }
  };

  const issueAt = (name: string) => issues.find((issue) => issue.path.join('.') === name);

  const field = <Name extends FieldPath<Values>>(name: Name) => ({
    name,
    value: form.getValues(name),
    onChange: (value: FieldPathValue<Values, Name>) => {
      form.setValue(name, value, { shouldDirty: true });
      // The sentence goes once something is done about it; the next attempt says whether it helped.
      if (issueAt(name)) setIssues((before) => before.filter((issue) => issue.path.join('.') !== name));
    },
    error: issueAt(name) && issueSentence(issueAt(name) as Issue, language),
  });

  return {
    field,
    submit,
    values,
    reset: (next) => form.reset(next),
    set: (name, value) => form.setValue(name, value, { shouldDirty: true }),
    isPending,
    isDirty: form.formState.isDirty,
    problems: issues.map((issue) => ({ name: issue.path.join('.'), sentence: issueSentence(issue, language) })),
    failure,
    attempt,
  };
}

/** The form round the fields: what is wrong on top, Enter sends it. */
export function Form({ form, children, label }: { form: FailureForm; children: ReactNode; label?: string }) {
  const place = useRef<HTMLFormElement>(null);
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void form.submit();
  };
  return (
    <form ref={place} noValidate onSubmit={onSubmit} aria-label={label}>
      <ErrorSummary problems={form.problems} failure={form.failure} attempt={form.attempt} within={place} />
      {children}
    </form>
  );
}
