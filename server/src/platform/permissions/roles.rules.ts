import { Failure } from '@kenniskamer/shared/failure';
import type { Viewer } from './viewer.js';

/** Throws `NOT_ALLOWED` for whoever does not run the system. */
export function requireAdministrator(viewer: Pick<Viewer, 'administrator'>): void {
  if (!viewer.administrator) throw new Failure('NOT_ALLOWED');
}
