import type { Session } from '@kenniskamer/shared/session';
import { useNavigate } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useWords } from '../../platform/language';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { SearchPicker } from '../../ui/search-picker';
import { TagList } from '../../ui/tag-list';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { findOrganisers, useAddOrganiser, useDraftDeletion, useRemoveOrganiser } from '../sessions/sessions.queries';
import { PlanBlock } from './plan-block';
import { planWords } from './plan.words';

/** Who organises it; and, while it is a draft, throwing it away. */
export function PlanOrganisers({ session }: { session: Session }) {
  const t = useWords(planWords);
  const navigate = useNavigate();
  const tellFailure = useTellFailure();
  const add = useAddOrganiser(session.id);
  const remove = useRemoveOrganiser(session.id);
  const deletion = useDraftDeletion(session.id);
  const takeOut = (personId: string) => {
    const name = session.organisers.find((one) => one.id === personId)?.name ?? '';
    remove.mutate(personId, {
      onSuccess: () => toast(t('organiserRemoved', { name }), { undo: () => add.mutate(personId, { onError: tellFailure }) }),
      onError: tellFailure,
    });
  };
  const drop = () =>
    deletion.mutate(undefined, {
      onSuccess: () => {
        toast(t('deleted'));
        void navigate({ to: '/sessions' });
      },
      onError: tellFailure,
    });
  return (
    <PlanBlock id="organisers" title={t('organisers')}>
      <TagList
        label={t('organisers')}
        onRemove={session.organisers.length > 1 ? takeOut : undefined}
        items={session.organisers.map((one) => ({ id: one.id, name: one.name, before: <Avatar name={one.name} /> }))}
      />
      <SearchPicker
        label={t('addOrganiser')}
        searches={`organisers-${session.id}`}
        search={findOrganisers(session.id)}
        onPick={(choice) => choice && add.mutate(choice.id, { onError: tellFailure })}
      />
      {!session.sentAt && (
        <div className="kk-form__buttons">
          <Button kind="danger" small icon={Trash2} isPending={deletion.isPending} onPress={drop}>
            {t('deleteDraft')}
          </Button>
        </div>
      )}
    </PlanBlock>
  );
}
