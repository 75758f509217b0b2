import { ActionState, type Action, type ActionChange } from '@kenniskamer/shared/action';
import { useEffect } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { DayField } from '../../ui/day-field';
import { Form, useFailureForm } from '../../ui/failure-form';
import { SearchPicker } from '../../ui/search-picker';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
import { findOwners, useActionChange } from './actions.queries';
import { actionsWords } from './actions.words';
import { actionWords } from './action.words';

interface Values {
  state: ActionState;
  ownerId: { id: string; label: string } | null;
  dueOn: string | null;
  remark: string;
}

const valuesOf = (action: Action): Values => ({
  state: action.state,
  ownerId: action.owner && { id: action.owner.id, label: action.owner.name },
  dueOn: action.dueOn,
  remark: '',
});

/** State, owner, date and a remark. Sends only what differs from what stands, so that it undoes nobody's act. */
export function ActionChangeForm({ action }: { action: Action }) {
  const t = useWords(actionWords);
  const a = useWords(actionsWords);
  const change = useActionChange(action.id);
  const form = useFailureForm<Values>({ start: valuesOf(action), save: (values) => change.mutateAsync(difference(action, values)) });
  // While nothing is typed, the fields follow what others do.
  const { isDirty, reset } = form;
  const stands = JSON.stringify([action.revision, action.state, action.owner?.id, action.dueOn]);
  useEffect(() => {
    if (!isDirty) reset(valuesOf(action));
    // oxlint-disable-next-line react/exhaustive-deps -- `reset` is new at every render; what stands is what counts
  }, [stands]);
  const submit = async () => {
    if (!(await form.submit())) return false;
    form.set('remark', '');
    toast(t('saved'));
    return true;
  };
  const owner = form.field('ownerId');
  return (
    <Form form={{ ...form, submit }} label={t('change')}>
      {action.may.move && (
        <Select label={a('state')} choices={ActionState.options.map((state) => ({ id: state, label: a(`state.${state}`) }))} {...form.field('state')} onChange={(state) => form.set('state', state ?? action.state)} />
      )}
      {action.may.assign && (
        <>
          <SearchPicker
            label={t('owner')}
            hint={t('ownerHint')}
            error={owner.error}
            name="ownerId"
            chosen={owner.value}
            searches={`owners ${action.id}`}
            search={findOwners(action.id)}
            onPick={(choice) => owner.onChange(choice && { id: choice.id, label: choice.label })}
            fromStart
          />
          <DayField label={a('due')} optional {...form.field('dueOn')} />
        </>
      )}
      <TextField label={t('remark')} hint={t('remarkHint')} optional lines={3} {...form.field('remark')} />
      <p>
        <Button kind="secondary" type="submit" isPending={form.isPending}>
          {t('save')}
        </Button>
      </p>
    </Form>
  );
}

function difference(action: Action, values: Values): ActionChange {
  const ownerId = values.ownerId?.id ?? null;
  return {
    revision: action.revision,
    ...(values.state === action.state ? {} : { state: values.state }),
    ...(ownerId === (action.owner?.id ?? null) ? {} : { ownerId }),
    ...(values.dueOn === action.dueOn ? {} : { dueOn: values.dueOn }),
    ...(values.remark.trim() === '' ? {} : { remark: values.remark }),
  };
}
