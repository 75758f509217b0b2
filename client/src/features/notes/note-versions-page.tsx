import { z } from '@kenniskamer/shared/configure-zod';
import type { NoteVersion, NoteVersions } from '@kenniskamer/shared/note-version';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { RotateCcw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { comeByLink, useLive } from '../../platform/live';
import { useFilter } from '../../platform/search-params';
import { Breadcrumb } from '../../ui/breadcrumb';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { FailureNote } from '../../ui/failure-note';
import { Page, PageHead } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { toast } from '../../ui/toast';
import { NoteText } from './note-text';
import { noteVersionQuery, noteVersionsQuery, useRestoring } from './note-versions.queries';
import { noteVersionsWords } from './note-versions.words';
import type { Door } from './notes.queries';
import './note-versions.css';

const Address = z.object({ version: z.uuid().optional().catch(undefined) });

/** Earlier versions of a note, for who is signed in. */
export function NoteVersionsPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return <Versions door={{ sessionId: id }} />;
}

/** The same to look at, for somebody with only a personal link. */
export function GuestNoteVersionsPage() {
  const { token } = useParams({ strict: false }) as { token: string };
  comeByLink(token);
  return <Versions door={{ token }} />;
}

function Versions({ door }: { door: Door }) {
  const t = useWords(noteVersionsWords);
  const { data: list } = useQuery(noteVersionsQuery(door));
  const cache = useQueryClient();
  const refresh = () => void cache.invalidateQueries({ queryKey: noteVersionsQuery(door).queryKey });
  const watch = door.token === undefined ? 'session.watch' : 'room.watch';
  const here = { id: list?.sessionId ?? null };
  useLive(watch, here, 'session.changed', refresh);
  useLive(watch, here, 'note.versions', refresh);
  const [{ version }, choose] = useFilter(Address);
  if (!list) {
    return (
      <Page>
        <Skeleton lines={6} />
      </Page>
    );
  }
  const chosen = list.items.find(({ id }) => id === version) ?? list.items[0];
  return (
    <Page>
      <Breadcrumb>{[<Back key="note" door={door} />]}</Breadcrumb>
      <PageHead title={t('versions')} tabTitle={t('tab', { title: list.title })} lead={list.items.length > 0 && t('lead', { n: list.items.length })} meta={[list.title, t('noAuthors')].map((words) => <div key={words}>{words}</div>)} />
      {chosen ? (
        <div className="kk-versions">
          <VersionList list={list} chosen={chosen} onChoose={(id) => choose({ version: id })} />
          <Version key={chosen.id} door={door} list={list} version={chosen} asked={version !== undefined} onRestored={() => choose({ version: chosen.id })} />
        </div>
      ) : (
        <EmptyState title={t('none')} level="h2">
          {t('noneWhy')}
        </EmptyState>
      )}
    </Page>
  );
}

function Back({ door }: { door: Door }) {
  const t = useWords(noteVersionsWords);
  return door.token === undefined ? (
    <Link to="/sessions/$id/note" params={{ id: door.sessionId }}>
      {t('back')}
    </Link>
  ) : (
    <Link to="/invitation/$token/note" params={{ token: door.token }}>
      {t('back')}
    </Link>
  );
}

function useNameOf() {
  const t = useWords(noteVersionsWords);
  return ({ reason, item, report }: NoteVersion) => t(`reason.${reason}`, { place: item?.place ?? '', title: item?.title ?? '', report: report ?? '' });
}

function VersionList({ list, chosen, onChoose }: { list: NoteVersions; chosen: NoteVersion; onChoose: (id: string) => void }) {
  const t = useWords(noteVersionsWords);
  const dates = useDates();
  const nameOf = useNameOf();
  return (
    <nav aria-label={t('list')}>
      <ol className="kk-versions__list">
        {list.items.map((version) => (
          <li key={version.id}>
            <button type="button" className="kk-versions__choice" aria-current={version.id === chosen.id ? 'true' : undefined} onClick={() => onChoose(version.id)}>
              <b>{nameOf(version)}</b>
              <span className="kk-meta">
                {dates.short(version.at)}, {dates.time(version.at)}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface VersionProps {
  door: Door;
  list: NoteVersions;
  version: NoteVersion;
  /** It was chosen, so on a phone it is brought into view; not when the page opens. */
  asked: boolean;
  /** It stays the one that is shown, though another is on top now. */
  onRestored: () => void;
}

function Version({ door, list, version, asked, onRestored }: VersionProps) {
  const t = useWords(noteVersionsWords);
  const dates = useDates();
  const nameOf = useNameOf();
  const { data } = useQuery(noteVersionQuery(door, version.id));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (asked) heading.current?.focus();
  }, [asked]);
  const { words, outcomes } = version;
  return (
    <section aria-labelledby="version" className="kk-versions__text">
      <h2 id="version" ref={heading} tabIndex={-1}>
        {nameOf(version)}
      </h2>
      <p className="kk-meta">
        {dates.long(version.at)}, {dates.time(version.at)}. {t('words', { n: words })}, {t('outcomes', { n: outcomes })}.
      </p>
      {list.may.restore ? <Restore sessionId={list.sessionId} version={version} onRestored={onRestored} /> : <p className="kk-meta">{t('readOnly')}</p>}
      {data ? words === 0 ? <p>{t('empty')}</p> : <NoteText blocks={data.blocks} /> : <Skeleton lines={6} />}
    </section>
  );
}

function Restore({ sessionId, version, onRestored }: { sessionId: string; version: NoteVersion; onRestored: () => void }) {
  const t = useWords(noteVersionsWords);
  const restoring = useRestoring(sessionId, () => {
    onRestored();
    toast(t('restored'));
  });
  return (
    <div className="kk-versions__restore">
      <Button icon={RotateCcw} isPending={restoring.isPending} onPress={() => restoring.mutate(version.id)}>
        {t('restore')}
      </Button>
      <p className="kk-meta">{t('restoreWhy')}</p>
      <FailureNote error={restoring.error} />
    </div>
  );
}
