import type { AgendaPreview } from '@kenniskamer/shared/agenda';
import type { Choices } from '@kenniskamer/shared/agenda-text';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { CodeChip } from '../../ui/code-chip';
import { Notice } from '../../ui/notice';
import { editionsWords } from './editions.words';

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
  const proposals = doubts.filter(({ key }) => open.includes(`doubt-${key}`));
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
