import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../../platform/live';
import { actionQuery } from './actions.queries';

/** Keeps one action fresh while its page is open. */
export function useLiveAction(id: string) {
  const cache = useQueryClient();
  useLive('action.watch', { id }, 'action.changed', () => {
    void cache.invalidateQueries(actionQuery(id));
    void cache.invalidateQueries({ queryKey: ['actions'] });
  });
}
