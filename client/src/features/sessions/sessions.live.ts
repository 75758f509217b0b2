import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../../platform/live';
import { sessionQuery } from './sessions.queries';

/** Keeps a session fresh while its page is open. */
export function useLiveSession(id: string) {
  const cache = useQueryClient();
  useLive('session.watch', { id }, 'session.changed', () => void cache.invalidateQueries({ queryKey: sessionQuery(id).queryKey }));
}
