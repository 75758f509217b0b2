import { z } from '@kenniskamer/shared/configure-zod';
import type { PersonDetails } from '@kenniskamer/shared/person';
import { PersonExport } from '@kenniskamer/shared/person-export';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FailureNote } from '../../ui/failure-note';
import { Section } from '../../ui/page';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { useDeparture, useExport, useRemovePerson } from './people.queries';
import { peopleWords } from './people.words';

/** Leaving can be undone; removing cannot, so it is the one that asks. */
export function PersonLeaving({ person: { id, name, leftOn } }: { person: PersonDetails }) {
  const t = useWords(peopleWords);
  const departure = useDeparture(id);
  const data = useExport(id);
  const [asks, ask] = useState(false);
  const onError = useTellFailure();
  const takeBack = () => departure.mutate(false, { onSuccess: () => toast(t('wasTakenBack', { name })), onError });
  const letGo = () => departure.mutate(true, { onSuccess: () => toast(t('wasLetGo', { name }), { undo: takeBack }), onError });
  return (
    <>
      <Section title={t('data')}>
        <p>{t('dataHelp')}</p>
        <p className="kk-row">
          <Button small isPending={data.isPending} onPress={() => data.mutate(undefined, { onSuccess: (found) => saveFile(`${name}.json`, z.encode(PersonExport, found)), onError })}>
            {t('export')}
          </Button>
        </p>
      </Section>
      <Section title={t('leaving')}>
        <p>{t('leavingHelp')}</p>
        <p className="kk-row">
          <Button small isPending={departure.isPending} onPress={leftOn ? takeBack : letGo}>
            {t(leftOn ? 'takeBack' : 'letGo', { name })}
          </Button>
        </p>
      </Section>
      <Section title={t('removal')}>
        <p>{t('removalHelp')}</p>
        <p className="kk-row">
          <Button small kind="danger" onPress={() => ask(true)}>
            {t('remove', { name })}
          </Button>
        </p>
      </Section>
      {asks && <Removal id={id} name={name} onClose={() => ask(false)} />}
    </>
  );
}

function saveFile(name: string, content: unknown): void {
  const href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href, download: name }).click();
  URL.revokeObjectURL(href);
}

function Removal({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useWords(peopleWords);
  const remove = useRemovePerson(id);
  const go = useNavigate();
  const removeNow = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(t('wasRemoved', { name }));
        void go({ to: '/administration' });
      },
    });
  return (
    <Dialog title={t('removeTitle', { name })} onClose={onClose}>
      <FailureNote error={remove.error} />
      <p>{t('removalHelp')}</p>
      <p className="kk-row">
        <Button kind="danger" isPending={remove.isPending} onPress={removeNow}>
          {t('removeNow')}
        </Button>
        <Button onPress={onClose}>{t('keep')}</Button>
      </p>
    </Dialog>
  );
}
