import type { AgendaPreview, Settlement } from '@kenniskamer/shared/agenda';
import type { Choices } from '@kenniskamer/shared/agenda-text';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { CodeChip } from '../../ui/code-chip';
import { Notice } from '../../ui/notice';
import { doubtId } from './doubt-card';
import { editionsWords } from './editions.words';
import { matchId } from './match-note';

/** The places of a preview where somebody still has to decide, in the order of the page: ids of elements on it. */
export function openPlaces({ doubts, matches }: AgendaPreview, choices: Choices, settlements: Record<string, Settlement>): string[] {
  const codes = matches.map(({ code }) => code);
  const place = (code: string | null) => (code === null ? -1 : codes.findIndex((one) => one === code || one.startsWith(code)));
  const open = [
    ...doubts.filter(({ key }) => choices[key] === undefined).map(({ key, code }) => ({ id: doubtId(key), at: place(code) })),
    ...matches.filter(({ code, kind }) => kind === 'CHANGED' && !settlements[code]).map(({ code }) => ({ id: matchId(code), at: place(code) })),
  ];
  return open.toSorted((one, other) => one.at - other.at).map(({ id }) => id);
}

interface PreviewSummaryProps {
  preview: AgendaPreview;
  open: string[];
  onTakeAll: (choices: Choices) => void;
}

/** What was found, how it differs from now, and how much there is to decide. */
export function PreviewSummary({ preview: { agenda, doubts, matches, gone }, open, onTakeAll }: PreviewSummaryProps) {
  const t = useWords(editionsWords);
  const cores = agenda.themes.flatMap((theme) => theme.questions);
  const subs = cores.flatMap((core) => core.subquestions);
  const count = (kind: (typeof matches)[number]['kind']) => matches.filter((match) => match.kind === kind).length;
  const proposals = doubts.filter(({ key }) => open.includes(doubtId(key)));
  const [next] = open;
  const toNext = () => {
    const place = next ? document.getElementById(next) : null;
    place?.scrollIntoView({ block: 'center' });
    place?.focus();
  };
  const differences = [
    count('CHANGED') > 0 && t('changed', { n: count('CHANGED') }),
    count('MOVED') > 0 && t('moved', { n: count('MOVED') }),
    count('NEW') > 0 && t('fresh', { n: count('NEW') }),
  ].filter((line) => line !== false);
  return (
    <div className="kk-stack">
      <p>
        {t('found', { themes: t('themes', { n: agenda.themes.length }), core: t('core', { n: cores.length }), sub: t('sub', { n: subs.length }) })}{' '}
        {agenda.period && t('period', { from: String(agenda.period.from), to: String(agenda.period.to) })}
      </p>
      <p>{differences.length === 0 && gone.length === 0 ? t('nothingNew') : differences.join(' ')}</p>
      {gone.length > 0 && (
        <div>
          <p>{t('gone', { n: gone.length })}</p>
          <ul className="kk-rows kk-rows--tight">
            {gone.map(({ code, text }) => (
              <li key={code} className="kk-preview__row">
                <CodeChip code={code} /> <span lang="nl">{text}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Notice tone={open.length > 0 ? 'warning' : 'done'} announced>
        <p>{open.length > 0 ? t('doubtsLeft', { n: open.length }) : doubts.length === 0 && count('CHANGED') === 0 ? t('noDoubts') : t('doubtsDone')}</p>
        {open.length > 0 && (
          <div className="kk-row">
            <Button small onPress={toNext}>
              {t('nextDoubt')}
            </Button>
            {proposals.length > 0 && (
              <Button small kind="quiet" onPress={() => onTakeAll(Object.fromEntries(proposals.map(({ key }) => [key, 0])))}>
                {t('takeAll', { n: proposals.length })}
              </Button>
            )}
          </div>
        )}
      </Notice>
    </div>
  );
}
