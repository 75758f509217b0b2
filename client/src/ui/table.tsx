import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../platform/language';
import { uiWords } from './ui.words';
import { walkRows } from './walk-rows';
import './table.css';

export interface Column<Item> {
  id: string;
  head: ReactNode;
  cell: (item: Item) => ReactNode;
  /**
   * On narrow screens a row becomes lines: `main` is the first, in full size; `full` takes a line of its own; `wide`
   * is left out there; the rest stand side by side. `num` aligns right while it is a table, and holds buttons too.
   */
  as?: 'main' | 'full' | 'wide' | 'num';
  /** Share of the width while it is a table, in percent: so that tables under each other on one page stand in one line. */
  share?: number;
  sort?: { direction: 'ascending' | 'descending' | null; onPress: () => void };
}

interface TableProps<Item> {
  caption: string;
  columns: readonly Column<Item>[];
  items: readonly Item[];
  keyOf: (item: Item) => string;
  /** `on`: chosen; `asks`: needs the reader; `fresh`: just added by somebody else. */
  stateOf?: (item: Item) => 'on' | 'asks' | 'fresh' | undefined;
  dense?: boolean;
}

const walk = walkRows('tbody tr');

/** A real table, whose rows become lines under 1000 px. The roles are written out: display would take them away. */
export function Table<Item>({ caption, columns, items, keyOf, stateOf, dense }: TableProps<Item>) {
  const t = useWords(uiWords);
  return (
    <table role="table" className={`kk-table utrecht-table${dense ? ' kk-table--dense' : ''}`} onKeyDown={walk}>
      <caption className="kk-unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ id, head, as, share, sort }) => (
            <th key={id} role="columnheader" scope="col" className={as && `kk-table__${as}`} style={share ? { inlineSize: `${share}%` } : undefined} aria-sort={sort?.direction ?? undefined}>
              {sort ? (
                <button type="button" onClick={sort.onPress}>
                  {head}
                  {sort.direction === 'ascending' && <ArrowUp className="kk-icon" aria-label={t('sortedUp')} />}
                  {sort.direction === 'descending' && <ArrowDown className="kk-icon" aria-label={t('sortedDown')} />}
                </button>
              ) : (
                head
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item) => {
          const state = stateOf?.(item);
          return (
            <tr key={keyOf(item)} role="row" {...(state ? { [`data-${state}`]: '' } : {})}>
              {columns.map(({ id, cell, as }) => (
                <td key={id} role="cell" className={as && `kk-table__${as}`}>
                  {cell(item)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
