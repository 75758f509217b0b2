import { Email } from '@kenniskamer/shared/basics';
import { Failure, issuesOf, type Issue } from '@kenniskamer/shared/failure';
import type { Level } from '@kenniskamer/shared/level';
import { csvColumns, csvLimits, type CsvColumn } from '@kenniskamer/shared/people-csv';
import { personName } from '@kenniskamer/shared/person';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** What one row says, as far as it could be read. `unit` is still a name or a code. */
export interface ReadRow {
  row: number;
  name: string;
  email: string;
  unit: string | null;
  position: string | null;
  /** Undefined: the file does not say. */
  level: Level | undefined;
  issues: Issue[];
}

const headings: Record<string, CsvColumn> = {
  name: 'name', naam: 'name',
  email: 'email', 'e-mail': 'email', 'e-mailadres': 'email', emailadres: 'email',
  unit: 'unit', onderdeel: 'unit', eenheid: 'unit', directie: 'unit',
  position: 'position', functie: 'position',
  level: 'level', niveau: 'level',
};
const levels: Record<string, Level> = {
  dg: 'DG', 'directeur-generaal': 'DG', 'director-general': 'DG',
  director: 'DIRECTOR', directeur: 'DIRECTOR',
  specialist: 'SPECIALIST', beleidsspecialist: 'SPECIALIST', 'policy specialist': 'SPECIALIST',
};
/** What a position is called when the file gives only a level. */
const titles: Record<Level, string> = { DG: 'directeur-generaal', DIRECTOR: 'directeur', SPECIALIST: 'beleidsspecialist' };

const Position = z.string().max(120, { error: 'TOO_LONG' });

/** The rows of a file, each with what is wrong in it. Throws `CSV_UNREADABLE` for what is no list of people. */
export function readPeople(bytes: Uint8Array): ReadRow[] {
  const text = textOf(bytes);
  const [heading, ...records] = recordsOf(text);
  const columns = heading?.map((cell) => headings[cell.trim().toLowerCase()]) ?? [];
  for (const needed of ['name', 'email'] as const) {
    if (!columns.includes(needed)) throw new Failure('CSV_UNREADABLE', { values: { reason: 'HEADING', column: needed } });
  }
  const rows = records
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ cells, row }) => readRow(row, cells, columns));
  if (rows.length === 0) throw new Failure('CSV_UNREADABLE', { values: { reason: 'EMPTY' } });
  if (rows.length > csvLimits.rows) throw new Failure('TOO_LARGE', { values: { rows: csvLimits.rows } });
  return markDoubles(rows);
}

function readRow(row: number, cells: string[], columns: (CsvColumn | undefined)[]): ReadRow {
  const issues: Issue[] = [];
  const cell = Object.fromEntries(csvColumns.map((column) => [column, (cells[columns.indexOf(column)] ?? '').trim()])) as Record<CsvColumn, string>;
  if (cells.length > columns.length) issues.push({ path: ['name'], code: 'TOO_MANY_CELLS' });
  const take = (column: CsvColumn, schema: z.ZodType<string>): string => {
    // A spreadsheet runs what begins so, here or in whatever this list is exported to later.
    if (/^[=+@\t\r-]/.test(cell[column])) {
      issues.push({ path: [column], code: 'FORMULA' });
      return cell[column].slice(0, 120);
    }
    const read = schema.safeParse(cell[column]);
    if (read.success) return read.data;
    issues.push(...issuesOf(read.error).map((issue) => ({ ...issue, path: [column] })));
    return cell[column].slice(0, 120);
  };
  const name = take('name', personName);
  const email = cell.email === '' ? (issues.push({ path: ['email'], code: 'REQUIRED' }), '') : take('email', Email);
  const level = levels[cell.level.toLowerCase()];
  if (cell.level !== '' && !level) issues.push({ path: ['level'], code: 'UNKNOWN_LEVEL' });
  const position = take('position', Position) || (level ? titles[level] : null);
  const unit = take('unit', Position) || null;
  if (position !== null && unit === null) issues.push({ path: ['unit'], code: 'POSITION_NEEDS_UNIT' });
  return { row, name, email, unit, position, level, issues };
}

/** The second row with an address is wrong, not the first: it says which row was first. */
function markDoubles(rows: ReadRow[]): ReadRow[] {
  const first = new Map<string, number>();
  return rows.map((one) => {
    const earlier = first.get(one.email);
    if (earlier === undefined) first.set(one.email, one.row);
    if (earlier === undefined || one.email === '') return one;
    return { ...one, issues: [...one.issues, { path: ['email'], code: 'DOUBLE_ROW', values: { row: earlier } }] };
  });
}

function recordsOf(text: string): string[][] {
  const [firstLine = ''] = text.split(/\r\n|\r|\n/, 1);
  const count = (separator: string) => firstLine.split(separator).length;
  const delimiter = [';', ',', '\t'].toSorted((one, other) => count(other) - count(one))[0];
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false, max_record_size: 20_000 });
  } catch {
    throw new Failure('CSV_UNREADABLE', { values: { reason: 'QUOTES' } });
  }
}

/** UTF-8 where it is, with or without a byte order mark; UTF-16 by its mark; else Windows-1252, as Excel here saves. */
function textOf(bytes: Uint8Array): string {
  if (bytes.byteLength > csvLimits.bytes) throw new Failure('TOO_LARGE');
  const [one, two] = bytes;
  if (one === 0xff && two === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (one === 0xfe && two === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // A zip (so an .xlsx) or another file that is no text.
  if (bytes.includes(0)) throw new Failure('CSV_UNREADABLE', { values: { reason: 'BINARY' } });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
