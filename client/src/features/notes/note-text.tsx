import { linkIn, type NoteBlock, type NoteCell, type Run } from '@kenniskamer/shared/note';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/language';
import { OutcomeMark } from '../../ui/outcome-mark';
import { markWords } from '../../ui/marks.words';
import { captureWords } from './capture.words';
import './note-text.css';

/** The note's stored blocks as text. Lists are flat in them: a depth is an indent, and the sign stands in the line. */
export function NoteText({ blocks }: { blocks: NoteBlock[] }) {
  return (
    <div className="kk-note-text">
      {blocks.map((block, place) => (
        // Stored text does not reorder: a block's place is its identity.
        <Block key={place} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { block: NoteBlock }) {
  const m = useWords(markWords);
  if (block.type === 'RULE') return <hr />;
  if (block.type === 'TABLE') return <NoteTable rows={block.rows} />;
  const text = block.runs.map((run, place) => <Stretch key={place} run={run} />);
  if (block.type === 'HEADING') return block.level <= 2 ? <h3>{text}</h3> : <h4>{text}</h4>;
  if (block.runs.length === 0) return null;
  const sign = block.bullet === 'DOT' ? '• ' : block.bullet === null ? '' : `${block.bullet}. `;
  const line = (
    <>
      {sign}
      {text}
    </>
  );
  const look = `kk-note-text__line kk-note-text__line--${Math.min(block.depth, 5)}`;
  if (block.quote) return <blockquote className="kk-quote">{line}</blockquote>;
  if (!block.outcome) return <p className={look}>{line}</p>;
  const { kind, blockId } = block.outcome;
  return (
    <p id={blockId} className={`${look} kk-note-text__line--marked`}>
      <OutcomeMark kind={kind} />
      <span className="kk-unseen">{m(`outcome.${kind}`)}: </span>
      <span>{line}</span>
    </p>
  );
}

/** In a box of its own that scrolls: a table of eight columns must not make the page wider than a phone. */
function NoteTable({ rows }: { rows: NoteCell[][] }) {
  const t = useWords(captureWords);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- who has only a keyboard must be able to scroll it
    <div className="kk-note-table" role="group" aria-label={t('table')} tabIndex={0}>
      <table>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map(({ head, columns, rows: down, blocks }, column) => {
                const Cell = head ? 'th' : 'td';
                return (
                  <Cell key={column} colSpan={columns} rowSpan={down} scope={head ? (row === 0 ? 'col' : 'row') : undefined}>
                    {blocks.map((block, place) => (
                      <Block key={place} block={block} />
                    ))}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Stretch({ run: { text, bold, italic, underline, strike, link } }: { run: Run }) {
  let made: ReactNode = text;
  if (bold) made = <b>{made}</b>;
  if (italic) made = <i>{made}</i>;
  if (underline) made = <u>{made}</u>;
  if (strike) made = <s>{made}</s>;
  const address = linkIn(link);
  return address === null ? (
    made
  ) : (
    <a href={address} rel="noreferrer">
      {made}
    </a>
  );
}
