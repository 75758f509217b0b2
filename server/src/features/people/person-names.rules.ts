interface Column {
  table: string;
  column: string;
  isJson?: true;
}

/**
 * Where somebody's name or address may stand in words, beside the rows that are about them: in what others typed, and in
 * what was kept of it. The text of notes and what was made of it (outcomes, versions, the words of a report) is the
 * work of all who wrote it and stays; decision 045.
 */
export const NAMING: readonly Column[] = [
  { table: 'Audit', column: 'changes', isJson: true },
  { table: 'ActionEvent', column: 'remark' },
  { table: 'SessionChange', column: 'before', isJson: true },
  { table: 'ProgrammeItem', column: 'speaker' },
  { table: 'Cancellation', column: 'reason' },
  { table: 'Reply', column: 'remark' },
  { table: 'Answer', column: 'reason' },
  { table: 'Mail', column: 'calendar' },
  { table: 'Mail', column: 'error' },
  { table: 'Outbox', column: 'error' },
];

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
/** As it stands within a JSON string. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/**
 * PostgreSQL's expression for `text` as words of its own. A name of one word is only taken where it stands alone: "Jan"
 * is in January, and in any sentence about another Jan.
 */
export function patternOf(text: string, { isJson }: Column): string {
  const words = escaped(isJson ? inJson(text) : text);
  if (/[\s@]/.test(text)) return `(?<![[:alnum:]])${words}(?![[:alnum:]])`;
  return isJson ? `(?<=")${words}(?=")` : `^${words}$`;
}

/** Replaces what the first parameter describes by the second. */
export const replacing = ({ table, column, isJson }: Column): string => `
  update "${table}" set "${column}" = regexp_replace("${column}"::text, $1, $2, 'gi')${isJson ? '::jsonb' : ''}
  where "${column}"::text ~* $1`;
