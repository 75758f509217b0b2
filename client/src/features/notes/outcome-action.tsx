import type { NoteOutcome, NotePage } from '@kenniskamer/shared/note';
import { useState } from 'react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { DayField } from '../../ui/day-field';
import { Dialog } from '../../ui/dialog';
import { Form, useFailureForm } from '../../ui/failure-form';
import { SearchPicker } from '../../ui/search-picker';
import { toast } from '../../ui/toast';
import { noteWords } from './note.words';
import { searchOwners, useAssign, type Door } from './notes.queries';

interface OutcomeActionProps {
  blockId: string;
  action: NoteOutcome['action'];
  page: NotePage;
  door: Door;
  mayWrite: boolean;
}

/** Who does it and by when, under the line itself. They belong to the action, not to the text. */
export function OutcomeAction({ blockId, action, page, door, mayWrite }: OutcomeActionProps) {
  const t = useWords(noteWords);
  const dates = useDates();
  const [open, setOpen] = useState(false);
  const untouched = !action?.owner && !action?.dueOn;
  return (
    <>
      <span>
        <span className="kk-unseen">{t('owner')}: </span>
        {action?.owner ? <b>{action.owner.name}</b> : t('noOwner')}, {action?.dueOn ? t('due', { date: dates.date(action.dueOn) }) : t('noDue')}
      </span>
      {action && action.state !== 'OPEN' && <Badge>{t(`state.${action.state}`)}</Badge>}
      {mayWrite && (
        <Button small onPress={() => setOpen(true)}>
          {untouched ? t('assign') : t('change')}
        </Button>
      )}
      {open && (
        <Dialog title={t('ownerOf')} onClose={() => setOpen(false)}>
          <AssignForm blockId={blockId} action={action} page={page} door={door} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

function AssignForm({ blockId, action, page, door, onDone }: Omit<OutcomeActionProps, 'mayWrite'> & { onDone: () => void }) {
  const t = useWords(noteWords);
  const assign = useAssign(door, blockId);
  const [owner, setOwner] = useState(action?.owner ? { id: action.owner.id, label: action.owner.name } : null);
  const form = useFailureForm<{ ownerId: string | null; dueOn: string | null }>({
    start: { ownerId: action?.owner?.id ?? null, dueOn: action?.dueOn ?? null },
    save: async ({ ownerId, dueOn }) => {
      // Somebody else's action is not for a link to hand on: then only the date goes.
      const same = ownerId === (action?.owner?.id ?? null);
      await assign.mutateAsync({ ...(same ? {} : { ownerId }), dueOn });
      toast(t('assigned'));
      onDone();
    },
  });
  const ownerField = form.field('ownerId');
  const others = action?.owner && action.owner.id !== page.me.id ? action.owner.id : null;
  return (
    <Form form={form}>
      {door.token === undefined ? (
        <SearchPicker
          label={t('owner')}
          hint={t('ownerHint')}
          optional
          name={ownerField.name}
          error={ownerField.error}
          searches={`owners ${page.sessionId}`}
          search={searchOwners(page.sessionId)}
          fromStart
          chosen={owner}
          onPick={(choice) => {
            setOwner(choice);
            ownerField.onChange(choice?.id ?? null);
          }}
        />
      ) : (
        <Checkbox name={ownerField.name} value={ownerField.value === page.me.id} onChange={(mine) => ownerField.onChange(mine ? page.me.id : others)}>
          {t('iDoIt')}
        </Checkbox>
      )}
      <DayField label={t('dueOn')} optional {...form.field('dueOn')} />
      <div className="kk-form__buttons">
        <Button kind="primary" type="submit" isPending={form.isPending}>
          {t('save')}
        </Button>
      </div>
    </Form>
  );
}
