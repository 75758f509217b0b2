import type { NotePage } from '@kenniskamer/shared/note';
import { courseOf, LONGER, type ItemCourse, type RoomClock as Clock } from '@kenniskamer/shared/room';
import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../platform/language';
import { useServerNow } from '../../platform/server-time';
import { Button, IconButton } from '../../ui/button';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { clockQuery, useTurning } from './room.queries';
import { roomWords } from './room.words';
import './room.css';

/** What runs, how long still, and for the organiser the buttons. Nothing where there is no programme, or no room. */
export function RoomClock({ page }: { page: NotePage }) {
  const { data: clock } = useQuery(clockQuery(page.sessionId));
  if (!clock || page.items.length === 0) return null;
  return (
    <>
      <Left page={page} clock={clock} />
      {clock.may.turn && <ClockButtons page={page} clock={clock} />}
    </>
  );
}

function Left({ page, clock }: { page: NotePage; clock: Clock }) {
  const t = useWords(roomWords);
  const now = useServerNow();
  const { items } = courseOf(page, clock, now);
  const place = items.findIndex(({ state }) => state === 'NOW');
  const item = items[place];
  const n = place + 1;
  return (
    <div className="kk-clock">
      {item ? (
        <>
          <Ring item={item} />
          <b>{t('minutes', { n: minutesOf(item, now) })}</b>
          <span className="kk-meta">{t(item.left === null ? 'inItem' : item.left < 0 ? 'overItem' : 'leftInItem', { n })}</span>
        </>
      ) : (
        clock.done && <span className="kk-meta">{t('programmeDone')}</span>
      )}
      <Said page={page} item={item} place={place} />
    </div>
  );
}

/** What is left, or how far it is over its time; of an item without a length how long it runs. */
export function minutesOf({ left, startsAt }: ItemCourse, now: Date): number {
  if (left === null) return Math.max(0, Math.floor((now.getTime() - (startsAt?.getTime() ?? now.getTime())) / 60_000));
  // Upwards while there is time: at 11.59 one still has 12 minutes, as people say it.
  return left < 0 ? Math.floor(-left / 60) : Math.ceil(left / 60);
}

/** A circle that empties. */
function Ring({ item }: { item: ItemCourse }) {
  const round = 2 * Math.PI * 15;
  const share = item.left === null || item.minutes === null ? 1 : Math.min(1, Math.max(0, item.left / (item.minutes * 60)));
  return (
    <svg className={`kk-clock__ring${item.left !== null && item.left < 0 ? ' kk-clock__ring--over' : ''}`} viewBox="0 0 36 36" aria-hidden="true">
      <circle cx="18" cy="18" r="15" />
      <circle cx="18" cy="18" r="15" className="kk-clock__left" strokeDasharray={`${(share * round).toFixed(1)} ${round.toFixed(1)}`} transform="rotate(-90 18 18)" />
    </svg>
  );
}

/** Minutes left at which it is said aloud, once each. */
const SAID_AT = [5, 1];

/** For who does not see it: another item, and 5 minutes and 1 minute before its end. Never each second. */
function Said({ page, item, place }: { page: NotePage; item: ItemCourse | undefined; place: number }) {
  const t = useWords(roomWords);
  const [said, say] = useState('');
  const { id, left, minutes } = item ?? { id: null, left: null, minutes: null };
  const title = page.items[place]?.title ?? '';
  const near = left === null ? undefined : SAID_AT.findLast((minute) => left > 0 && left <= minute * 60 && (minutes ?? 0) > minute);
  useEffect(() => {
    if (id !== null) say(minutes === null ? t('nowRuns', { n: place + 1, title }) : t('nowRunsFor', { n: place + 1, title, minutes }));
    // oxlint-disable-next-line react/exhaustive-deps -- the length may change while it runs: that is not another item
  }, [id]);
  useEffect(() => {
    if (near !== undefined) say(t('minutesLeft', { n: near }));
  }, [near, t]);
  return (
    <span className="kk-unseen" role="status">
      {said}
    </span>
  );
}

/** Start, five minutes more, on to the next; and the last of these taken back, rather than asked about. */
export function ClockButtons({ page, clock }: { page: NotePage; clock: Clock }) {
  const t = useWords(roomWords);
  const turning = useTurning(page.sessionId);
  const fail = { onError: useTellFailure() };
  if (page.items.length === 0 || !clock.may.turn) return null;
  const running = clock.turns.at(-1)?.endedAt === null;
  const begun = clock.turns.length > 0;
  const isLast = running && clock.turns.at(-1)?.itemId === page.items.at(-1)?.id;
  const undo = (seq: number) => turning.mutate({ undo: seq }, fail);
  const next = () =>
    turning.mutate(
      { act: 'NEXT', after: clock.seq },
      { ...fail, onSuccess: (now) => toast(now.done ? t('nowDone') : t('nowRuns', numberOf(page, now)), { undo: () => undo(now.seq) }) },
    );
  const longer = () =>
    turning.mutate({ act: 'LONGER', after: clock.seq }, { ...fail, onSuccess: (now) => toast(t('isLonger', { n: LONGER }), { undo: () => undo(now.seq) }) });
  return (
    <div className="kk-clock__buttons" role="group" aria-label={t('clock')}>
      {running && (
        <Button small isPending={turning.isPending} onPress={longer}>
          {t('longer', { n: LONGER })}
        </Button>
      )}
      {!clock.done && (
        <Button small kind={begun ? 'secondary' : 'primary'} isPending={turning.isPending} onPress={next}>
          {t(isLast ? 'finish' : begun ? 'next' : 'start')}
          <ArrowRight className="kk-icon" />
        </Button>
      )}
      {clock.seq > 0 && <IconButton icon={Undo2} label={t('undoTurn')} onPress={() => undo(clock.seq)} />}
    </div>
  );
}

function numberOf(page: NotePage, clock: Clock): { n: number; title: string } {
  const place = page.items.findIndex(({ id }) => id === clock.turns.at(-1)?.itemId);
  return { n: place + 1, title: page.items[place]?.title ?? '' };
}
