import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../../platform/live';

const current = { id: 'current' };

/** Keeps the agenda and its questions fresh while a page shows them: judgements, units, another edition. */
export function useLiveAgenda() {
  const cache = useQueryClient();
  useLive('agenda.watch', current, 'agenda.changed', () => {
    void cache.invalidateQueries({ queryKey: ['agenda'] });
    void cache.invalidateQueries({ queryKey: ['question'] });
  });
}
