import type { KeyboardEvent } from 'react';

/**
 * `j` and `k` go through the rows of a list, while the list has the focus; Enter opens, as the focus is on a link, a
 * summary or a button. `rows` selects them below the element that listens.
 */
export const walkRows = (rows: string) => (event: KeyboardEvent<HTMLElement>) => {
  const { target, currentTarget, key } = event;
  if ((key !== 'j' && key !== 'k') || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(target instanceof HTMLElement) || /^(INPUT|TEXTAREA)$/.test(target.tagName)) return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>(rows)].filter((row) => row.checkVisibility());
  // The innermost row that holds the focus: rows may lie in rows.
  const here = all.findLastIndex((row) => row.contains(target));
  all[here + (key === 'j' ? 1 : -1)]?.querySelector<HTMLElement>('a[href], summary, button')?.focus();
};
