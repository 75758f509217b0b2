import { MAX_POINT, type Point, type RoomPoints as Points } from '@kenniskamer/shared/room';
import { issueSentence } from '@kenniskamer/shared/failure-words';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { newId } from '../../platform/new-id';
import { useLanguage, useWords } from '../../platform/language';
import { Button, IconButton } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { asFailure, FailureNote } from '../../ui/failure-note';
import { useTellFailure } from '../../ui/tell-failure';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
import { pointsQuery, usePoints } from './room.queries';
import { roomWords } from './room.words';

interface RoomPointsProps {
  sessionId: string;
  /** Only the first few, with a button that leads to all. */
  few?: { count: number; onAll: () => void };
  /** Writes a point into the note; false when one cannot write now. */
  insert: (words: string) => boolean;
}

/** Points and questions from the room, most supported on top. */
export function RoomPoints({ sessionId, few, insert }: RoomPointsProps) {
  const { data: points } = useQuery(pointsQuery(sessionId));
  if (!points) return null;
  return <PointList sessionId={sessionId} points={points} few={few} insert={insert} />;
}

function PointList({ sessionId, points, few, insert }: RoomPointsProps & { points: Points }) {
  const t = useWords(roomWords);
  const changing = usePoints(sessionId);
  const tell = useTellFailure();
  // What came since we look is of somebody else, and shows itself a moment.
  const [known] = useState(() => new Set(points.items.map(({ id }) => id)));
  const waiting = points.items.filter(({ taken }) => !taken);
  const taken = points.items.filter((point) => point.taken);
  const rows = (some: readonly Point[]) => (
    <ul>
      {some.map((point) => (
        <PointRow key={point.id} sessionId={sessionId} point={point} points={points} fresh={!known.has(point.id)} insert={insert} />
      ))}
    </ul>
  );
  if (few) {
    return (
      <section className="kk-points kk-points--few" aria-label={t('fromTheRoom')}>
        <h2>{t('fromTheRoom')}</h2>
        {rows(waiting.slice(0, few.count))}
        <Button small icon={Plus} onPress={few.onAll}>
          {t('bring')}
        </Button>
      </section>
    );
  }
  return (
    <section className="kk-points" aria-label={t('fromTheRoom')}>
      <h2>{t('fromTheRoom')}</h2>
      {points.may.add ? <NewPoint sessionId={sessionId} points={points} /> : <p className="kk-meta">{t('pointsClosed')}</p>}
      {waiting.length === 0 && points.may.add && <p className="kk-meta">{t('noPoints')}</p>}
      {rows(waiting)}
      {taken.length > 0 && (
        <>
          <h3>{t('inNote')}</h3>
          {rows(taken)}
        </>
      )}
      {points.may.chooseNames && points.may.add && (
        <Checkbox value={points.names} onChange={(names) => changing.mutate({ act: 'name', names }, { onError: tell })}>
          {t('allowNames')}
        </Checkbox>
      )}
    </section>
  );
}

/** What is typed stays until it is on the list. Sent again after a lost answer it is still one point: its id stays too. */
function NewPoint({ sessionId, points }: { sessionId: string; points: Points }) {
  const t = useWords(roomWords);
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [named, setNamed] = useState(true);
  const [pointId, setId] = useState(newId);
  const place = useRef<HTMLDivElement>(null);
  const turn = (to: boolean) => {
    flushSync(() => setOpen(to));
    place.current?.querySelector<HTMLElement>(to ? 'textarea' : 'button')?.focus();
  };
  const adding = usePoints(sessionId);
  const issue = adding.error ? asFailure(adding.error).details.issues?.find(({ path }) => path[0] === 'text') : undefined;
  const tooLong = text.trim().length > MAX_POINT ? { path: ['text'], code: 'TOO_LONG', values: { max: MAX_POINT } } : undefined;
  const wrong = tooLong ?? issue;
  const add = () => {
    if (text.trim() === '' || tooLong) return;
    adding.mutate(
      { act: 'add', pointId, text: text.replaceAll(/\s+/g, ' ').trim(), named: points.names && named },
      {
        onSuccess: () => {
          setText('');
          setId(newId());
          turn(false);
          toast(t('pointAdded'));
        },
      },
    );
  };
  // Folded until somebody has something to say: on a phone the list is what one comes for.
  if (!open) {
    return (
      <div ref={place} className="kk-points__fold">
        <Button small icon={Plus} onPress={() => turn(true)}>
          {t('bring')}
        </Button>
      </div>
    );
  }
  return (
    <div ref={place}>
      <form
        className="kk-points__new"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField label={t('yourPoint')} name="text" lines={2} value={text} onChange={setText} error={wrong && issueSentence(wrong, language)} />
        {points.names ? (
          <Checkbox value={named} onChange={setNamed}>
            {t('withName')}
          </Checkbox>
        ) : (
          <p className="kk-meta">{points.may.organise && points.may.chooseNames ? t('noNames') : t('nameless')}</p>
        )}
        {!issue && <FailureNote error={adding.error} />}
        <Button type="submit" small kind="primary" isPending={adding.isPending}>
          {t('putOnList')}
        </Button>
      </form>
    </div>
  );
}

interface PointRowProps {
  sessionId: string;
  point: Point;
  points: Points;
  fresh: boolean;
  insert: (words: string) => boolean;
}

function PointRow({ sessionId, point, points, fresh, insert }: PointRowProps) {
  const t = useWords(roomWords);
  const changing = usePoints(sessionId);
  const tell = { onError: useTellFailure() };
  const { id: pointId, text, author, supports, supported, own, taken } = point;
  const { add, organise } = points.may;
  const words = author === null ? t('inserted', { text }) : t('insertedBy', { name: author, text });
  // First marked, so that two organisers who press at once write it down once; put back when it cannot be written.
  const take = () =>
    changing.mutate(
      { act: 'take', pointId, taken: true },
      {
        ...tell,
        onSuccess: () => {
          if (insert(words)) return toast(t('taken'));
          changing.mutate({ act: 'take', pointId, taken: false }, tell);
          toast(t('notWriting'));
        },
      },
    );
  const remove = () =>
    changing.mutate(
      { act: 'remove', pointId, removed: true },
      { ...tell, onSuccess: () => toast(t('removed'), organise ? { undo: () => changing.mutate({ act: 'remove', pointId, removed: false }, tell) } : {}) },
    );
  return (
    <li className="kk-point" data-fresh={fresh || undefined}>
      <button
        type="button"
        className="kk-point__vote"
        aria-pressed={supported}
        aria-label={t('support', { n: supports })}
        aria-disabled={!add || taken || undefined}
        onClick={() => add && !taken && changing.mutate({ act: 'support', pointId, on: !supported }, tell)}
      >
        {supports}
      </button>
      <div>
        <p>
          {text} <span className="kk-meta">{author ?? t('withoutName')}</span>
        </p>
        {add && !taken && (organise || own) && (
          <div className="kk-point__acts">
            {organise && (
              <Button small onPress={take} isPending={changing.isPending}>
                {t('take')}
              </Button>
            )}
            <IconButton icon={X} label={t('remove', { text })} onPress={remove} />
          </div>
        )}
      </div>
    </li>
  );
}
