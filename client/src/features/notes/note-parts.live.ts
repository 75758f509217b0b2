import { asSent, bytesOf, MAX_PART, type OpenedNote } from '@kenniskamer/shared/note';
import { ask } from '../../platform/live';

/** All that a page lacked when it opened a note: what came with the opening, and the parts that must be asked for. */
export async function allMissing(sessionId: string, { missing, parts }: OpenedNote): Promise<Uint8Array> {
  if (parts === 1) return bytesOf(missing);
  const all = [bytesOf(missing)];
  while (all.length < parts) all.push(bytesOf(await ask<ArrayBuffer>('note.part', { sessionId, part: all.length })));
  return new Uint8Array(await new Blob(all as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

/** An update as it is sent: all but the last part say that there is more. */
export function partsOf(update: Uint8Array): { update: Uint8Array | string; more?: true }[] {
  const parts: { update: Uint8Array | string; more?: true }[] = [];
  for (let from = 0; from < update.byteLength; from += MAX_PART) {
    parts.push({ update: asSent(update.subarray(from, from + MAX_PART)), ...(from + MAX_PART < update.byteLength && { more: true }) });
  }
  return parts;
}
