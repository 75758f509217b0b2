import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../../platform/live';
import { sessionQuery } from '../sessions/sessions.queries';

/** Keeps answers, deliveries and the list fresh while an organiser's page is open. */
export function useLiveInvitees(id: string) {
  const cache = useQueryClient();
  useLive('invitees.watch', { id }, 'invitees.changed', () => void cache.invalidateQueries({ queryKey: sessionQuery(id).queryKey }));
}
