import { OutcomeKind } from '@kenniskamer/shared/outcome';
import type { ReportContent, ReportDraftChange, ReportOutcome } from '@kenniskamer/shared/report';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../platform/language';
import { IconButton } from '../../ui/button';
import { CodeChip } from '../../ui/code-chip';
import { markWords } from '../../ui/marks.words';
import { OutcomeMark } from '../../ui/outcome-mark';
import { reportDraftWords } from './report-draft.words';

type Order = Pick<ReportDraftChange, 'questionIds' | 'blockIds'>;

/** The questions in the order of the report, below each its outcomes; all move with their buttons, or Alt and an arrow. */
export function ReportOrder({ content, onOrder }: { content: ReportContent; onOrder: (order: Order) => void }) {
  const t = useWords(reportDraftWords);
  const kinds = useWords(markWords);
  const [told, tell] = useState('');
  const { questions, outcomes } = content;
  const withSome = questions.filter(({ id }) => outcomes.some(({ questionIds }) => questionIds.includes(id)));
  const loose = outcomes.filter(({ questionIds }) => !questionIds.some((id) => questions.some((question) => question.id === id)));
  const move = (what: string, all: string[], among: string[], id: string, by: -1 | 1, give: (ids: string[]) => void) => {
    const from = among.indexOf(id);
    const other = among[from + by];
    if (other === undefined) return;
    // The two trade places; what stands between them and is shown elsewhere stays where it is.
    give(all.map((one) => (one === id ? other : one === other ? id : one)));
    tell(t('moved', { what, place: from + by + 1, all: among.length }));
  };
  const ofKind = (some: ReportOutcome[], label: string) =>
    OutcomeKind.options.map((kind) => {
      const mine = some.filter((outcome) => outcome.kind === kind);
      return mine.length === 0 ? null : (
        <ol key={kind} className="kk-order__outcomes" aria-label={`${label}: ${kinds(`outcomes.${kind}`)}`}>
          {mine.map(({ blockId, text }) => (
            <Movable
              key={blockId}
              what={text.length > 60 ? `${text.slice(0, 60)}…` : text}
              place={mine.findIndex((one) => one.blockId === blockId)}
              all={mine.length}
              onMove={(what, by) => move(what, outcomes.map((one) => one.blockId), mine.map((one) => one.blockId), blockId, by, (blockIds) => onOrder({ blockIds }))}
            >
              <OutcomeMark kind={kind} />
              <span>{text}</span>
            </Movable>
          ))}
        </ol>
      );
    });
  return (
    <div className="kk-order" role="group" aria-label={t('order')}>
      <h3>{t('order')}</h3>
      {outcomes.length === 0 ? (
        <p className="kk-meta">{t('none')}</p>
      ) : (
        <>
          <p className="kk-meta">{t('orderWhy')}</p>
          <ol className="kk-order__questions">
            {withSome.map(({ id, code, text }, place) => (
              <Movable
                key={id}
                what={code}
                place={place}
                all={withSome.length}
                onMove={(what, by) => move(what, questions.map((one) => one.id), withSome.map((one) => one.id), id, by, (questionIds) => onOrder({ questionIds }))}
                below={ofKind(outcomes.filter(({ questionIds }) => questionIds.includes(id)), t('outcomesOf', { code }))}
              >
                <CodeChip code={code} />
                <b lang="nl">{text}</b>
              </Movable>
            ))}
          </ol>
          {loose.length > 0 && (
            <>
              <p>
                <b>{t('loose')}</b>
              </p>
              {ofKind(loose, t('loose'))}
            </>
          )}
        </>
      )}
      <p className="kk-unseen" role="status">
        {told}
      </p>
    </div>
  );
}

interface MovableProps {
  what: string;
  place: number;
  all: number;
  onMove: (what: string, by: -1 | 1) => void;
  children: React.ReactNode;
  below?: React.ReactNode;
}

function Movable({ what, place, all, onMove, children, below }: MovableProps) {
  const t = useWords(reportDraftWords);
  const row = useRef<HTMLLIElement>(null);
  const pressed = useRef<string | null>(null);
  const move = (by: -1 | 1) => {
    pressed.current = by < 0 ? 'up' : 'down';
    onMove(what, by);
  };
  // A row that is put elsewhere loses the focus it had; the next press must meet the same button.
  useEffect(() => {
    if (pressed.current === null) return;
    row.current?.querySelector<HTMLElement>(`:scope > .kk-order__row [data-way="${pressed.current}"] button`)?.focus();
    pressed.current = null;
  }, [place]);
  return (
    <li
      ref={row}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        event.stopPropagation();
        move(event.key === 'ArrowUp' ? -1 : 1);
      }}
    >
      <div className="kk-order__row">
        <span className="kk-order__what">{children}</span>
        <span data-way="up">
          <IconButton icon={ArrowUp} label={t('up', { what })} isSpent={place === 0} onPress={() => move(-1)} />
        </span>
        <span data-way="down">
          <IconButton icon={ArrowDown} label={t('down', { what })} isSpent={place === all - 1} onPress={() => move(1)} />
        </span>
      </div>
      {below}
    </li>
  );
}
