import type { AuditRow } from '@kenniskamer/shared/audit';
import type { Confidentiality } from '@kenniskamer/shared/level';

/** Acts that never belong to a session. All others may, also when their session is gone and cannot be asked any more. */
export const APART: readonly string[] = ['person', 'people', 'unit', 'position', 'role', 'edition', 'question', 'agenda'];

/**
 * What a reader of the trail may be told beside act and time. Of a confidential session, and of one that is gone, that is
 * nothing to who may not read it; of another session who did it, but not what was changed: titles stand there.
 */
export function toldOf(row: { act: string; sessionId: string | null }, confidentiality: Confidentiality | null, maySee: boolean): { actor: boolean; rest: boolean } {
  if (row.sessionId === null) {
    const apart = APART.some((kind) => row.act.startsWith(`${kind}.`));
    return { actor: apart, rest: apart };
  }
  if (maySee) return { actor: true, rest: true };
  return { actor: confidentiality !== 'CONFIDENTIAL', rest: false };
}

/** Changes as they were kept: `{ field: { from, to } }`, or `{ field: value }` for what is simply so. */
export function changesOf(changes: unknown): AuditRow['changes'] {
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) return [];
  return Object.entries(changes).map(([field, value]) =>
    isChange(value) ? { field, from: text(value.from), to: text(value.to) } : { field, from: null, to: text(value) },
  );
}

const isChange = (value: unknown): value is { from?: unknown; to?: unknown } => typeof value === 'object' && value !== null && ('from' in value || 'to' in value);

function text(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(', ').slice(0, 300);
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 300);
}
