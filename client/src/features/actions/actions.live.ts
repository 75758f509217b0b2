import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '../../platform/live';
import { useMe } from '../people/me.queries';
import { actionQuery } from './actions.queries';

/** Keeps one action fresh while its page is open. */
export function useLiveAction(id: string) {
  const cache = useQueryClient();
  useLive('action.watch', { id }, 'action.changed', () => {
    void cache.invalidateQueries(actionQuery(id));
    void cache.invalidateQueries({ queryKey: ['actions'] });
  });
}

/** Milliseconds within which a screen reads again: what is published concerns everybody's at once. */
const SPREAD = 1000;

/** Keeps the first screen and the lists of actions fresh while one of them is open. */
export function useLiveDesk() {
  const cache = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive('desk.watch', useMe().person, 'desk.changed', () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      for (const list of ['home', 'actions', 'sessions']) void cache.invalidateQueries({ queryKey: [list] });
    }, Math.random() * SPREAD);
  });
}
