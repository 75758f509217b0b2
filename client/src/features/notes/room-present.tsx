import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog } from '../../ui/dialog';
import { useTellFailure } from '../../ui/tell-failure';
import { TextField } from '../../ui/text-field';
import { presenceQuery, useTicking } from './room.queries';
import { roomWords } from './room.words';

/** As many faces as the bar has room for. */
const FACES = 3;
/** From so many people on one searches them. */
const MANY = 12;

/** How many are here; and who, for those who may know. */
export function RoomPresent({ sessionId }: { sessionId: string }) {
  const t = useWords(roomWords);
  const [open, setOpen] = useState(false);
  const { data: present, refetch } = useQuery(presenceQuery(sessionId));
  if (!present) return null;
  const { count, people, may } = present;
  const here = people?.filter((person) => person.here) ?? [];
  const look = () => {
    setOpen(true);
    void refetch();
  };
  const words = t('presentN', { n: count });
  if (!people) return <span className="kk-present">{words}</span>;
  return (
    <span className="kk-present">
      <span className="kk-present__faces">
        {here.slice(0, FACES).map(({ id, name }) => (
          <Avatar key={id} name={name} />
        ))}
      </span>
      <button type="button" className="kk-present__open" onClick={look}>
        {words}
      </button>
      {open && (
        <Dialog title={t('whoIsHere')} onClose={() => setOpen(false)}>
          <People sessionId={sessionId} people={people} ticks={may.tick} />
          <Button onPress={() => setOpen(false)}>{t('close')}</Button>
        </Dialog>
      )}
    </span>
  );
}

function People({ sessionId, people, ticks }: { sessionId: string; people: { id: string; name: string; from: string | null; here: boolean }[]; ticks: boolean }) {
  const t = useWords(roomWords);
  const [search, setSearch] = useState('');
  const ticking = useTicking(sessionId);
  const tell = useTellFailure();
  const sought = search.trim().toLocaleLowerCase('nl');
  const shown = people.filter(({ name, from }) => `${name} ${from ?? ''}`.toLocaleLowerCase('nl').includes(sought));
  return (
    <>
      {ticks && <p className="kk-meta">{t('tickHelp')}</p>}
      {people.length > MANY && <TextField label={t('find')} name="search" value={search} onChange={setSearch} />}
      <ul className="kk-present__list">
        {shown.map(({ id, name, from, here }) => (
          <li key={id}>
            {ticks ? (
              <Checkbox value={here} hint={from ?? undefined} onChange={(now) => ticking.mutate({ personId: id, here: now }, { onError: tell })}>
                {name}
              </Checkbox>
            ) : (
              <>
                {name} {from && <small className="kk-meta">{from}</small>}
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
