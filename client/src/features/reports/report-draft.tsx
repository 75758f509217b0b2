import type { ReportDraft, ReportDraftChange } from '@kenniskamer/shared/report';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { asFailure, FailureNote } from '../../ui/failure-note';
import { Notice } from '../../ui/notice';
import { Section } from '../../ui/page';
import { SavedAt } from '../../ui/saved-at';
import { TextField } from '../../ui/text-field';
import { ReportBody } from './report-body';
import { reportDraftWords } from './report-draft.words';
import { ReportOrder } from './report-order';
import { reportDraftQuery, useReportDraft } from './reports.queries';
import './report.css';

/** Milliseconds of quiet before what is typed is saved, and before it is tried again without connection. */
const QUIET = 700;
const AGAIN = 5000;

/** The foreword, saved as typed, and the order of the report, with the report as it would be. */
export function ReportDraftPart({ sessionId, chatham }: { sessionId: string; chatham: boolean }) {
  const t = useWords(reportDraftWords);
  const { data: draft } = useSuspenseQuery(reportDraftQuery(sessionId));
  const form = useDraftForm(sessionId, draft);
  return (
    <Section title={t('title')} more={<SavedAt at={form.savedAt} saving={form.isSaving} waiting={form.failure ? 1 : 0} />}>
      <TextField label={t('foreword')} hint={t(chatham ? 'forewordChatham' : 'forewordHint')} lines={5} value={form.foreword} onChange={form.type} optional />
      {form.theirs !== null && (
        <Notice tone="warning" announced>
          <p>{t('theirs')}</p>
          <p className="kk-lines">{t('theirText', { text: form.theirs })}</p>
          <p className="kk-row">
            <Button small onPress={() => form.settle('MINE')}>
              {t('keepMine')}
            </Button>
            <Button small onPress={() => form.settle('THEIRS')}>
              {t('takeTheirs')}
            </Button>
          </p>
        </Notice>
      )}
      <FailureNote error={form.failure} />
      <ReportOrder content={draft.content} onOrder={form.order} />
      <details className="kk-report-preview">
        <summary>{t('preview')}</summary>
        <ReportBody content={draft.content} />
      </details>
    </Section>
  );
}

/** Two organisers at once each keep what they typed, and choose when it was the same. An order is only read again. */
function useDraftForm(sessionId: string, draft: ReportDraft) {
  const cache = useQueryClient();
  const change = useReportDraft(sessionId);
  const [foreword, setForeword] = useState(draft.foreword);
  const [base, setBase] = useState(draft.foreword);
  const [theirs, setTheirs] = useState<string | null>(null);
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const [failed, setFailed] = useState<{ error: unknown; foreword: string } | null>(null);
  const typed = foreword.trim() !== base.trim();
  const save = async (input: Omit<ReportDraftChange, 'revision'>): Promise<void> => {
    try {
      await change.mutateAsync(input);
      setSavedAt(() => new Date());
      setFailed(null);
      if (input.foreword !== undefined) setBase(input.foreword);
    } catch (error) {
      if (asFailure(error).code !== 'CHANGED_MEANWHILE') return setFailed({ error, foreword });
      const fresh = await cache.fetchQuery({ ...reportDraftQuery(sessionId), staleTime: 0 });
      // Of the same text one chooses; what is about something else is saved over the newer one.
      if (fresh.foreword === base) return save(input);
      setBase(fresh.foreword);
      if (input.foreword === undefined || !typed) setForeword(fresh.foreword);
      else setTheirs(fresh.foreword);
      if (input.foreword === undefined) return save(input);
    }
  };
  const autosave = useEffectEvent(() => {
    if (typed && theirs === null && !change.isPending) void save({ foreword });
  });
  const tried = failed?.foreword === foreword;
  const passes = failed !== null && asFailure(failed.error).status >= 500;
  useEffect(() => {
    if (!typed || theirs !== null || change.isPending || (tried && !passes)) return;
    const timer = setTimeout(autosave, tried ? AGAIN : QUIET);
    return () => clearTimeout(timer);
  }, [typed, foreword, theirs, change.isPending, tried, passes]);
  // Who leaves in the middle of a word leaves nothing behind.
  useEffect(() => () => autosave(), []);
  return {
    foreword,
    theirs,
    savedAt,
    isSaving: change.isPending,
    failure: failed?.error ?? null,
    type: setForeword,
    order: (order: Pick<ReportDraftChange, 'questionIds' | 'blockIds'>) => void save(order),
    settle: (whose: 'MINE' | 'THEIRS') => {
      if (whose === 'THEIRS') setForeword(base);
      setTheirs(null);
    },
  };
}
