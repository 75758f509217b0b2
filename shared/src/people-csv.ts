import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';
import { Issue } from './failure.js';

/** Octets of the file, and rows in it. Twice the largest ministry's list of managers. */
export const csvLimits = { bytes: 1_400_000, rows: 5_000 };

/** The file as base64: the server finds out in which letters, and with which separator, it was saved. */
export const PeopleCsv = z.object({ content: z.base64().max(Math.ceil(csvLimits.bytes / 3) * 4, { error: 'FILE_TOO_LARGE' }) });
export type PeopleCsv = z.infer<typeof PeopleCsv>;

export const csvColumns = ['name', 'email', 'unit', 'position', 'level'] as const;
export type CsvColumn = (typeof csvColumns)[number];

export const CsvRow = z.object({
  /** As a spreadsheet counts: the heading is row 1. */
  row: z.int(),
  name: z.string(),
  email: z.string(),
  /** RETURNS: somebody who had left comes back. */
  act: z.enum(['CREATE', 'CHANGE', 'RETURN', 'SAME']),
  /** What is new about somebody who is there already. */
  changes: z.array(z.enum(csvColumns)),
  /** Their path is the column. */
  issues: z.array(Issue),
});
export type CsvRow = z.infer<typeof CsvRow>;

export const CsvCounts = z.object({ created: z.int(), changed: z.int(), same: z.int(), wrong: z.int() });
export type CsvCounts = z.infer<typeof CsvCounts>;

/** Nothing is stored. At most 500 rows are shown, those with errors first. */
export const CsvPreview = z.object({ counts: CsvCounts, positions: z.int(), rows: z.array(CsvRow) });
export type CsvPreview = z.infer<typeof CsvPreview>;

export const previewPeopleCsv = endpoint('POST', '/people/csv-previews', PeopleCsv, CsvPreview);
/** All of it or nothing. Who is not in the file stays as they are; roles are never changed. */
export const importPeopleCsv = endpoint('POST', '/people/csv-imports', PeopleCsv, CsvCounts);
