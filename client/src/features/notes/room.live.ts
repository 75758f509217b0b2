import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask, socket } from '../../platform/live';
import { presenceQuery } from './room.queries';

/** What the room is told of, and what is then read anew. */
const told = { 'room.clock': 'clock', 'room.points': 'points' } as const;

/**
 * Keeps what stands beside the note fresh while its page is open. Watches anew after each reconnect, since rooms do not
 * survive one; what happened meanwhile was not heard, so then all is read again.
 */
export function useRoom(id: string) {
  const cache = useQueryClient();
  useEffect(() => {
    const refresh = (part?: string) => void cache.invalidateQueries({ queryKey: part === undefined ? ['room', id] : ['room', id, part] });
    const enter = () => void ask('room.watch', { id }).then(() => refresh(), () => undefined);
    const ears = Object.entries(told).map(([event, part]) => [event, (heard: { id?: string }) => heard.id === id && refresh(part)] as const);
    // The number is told; the names are read again by who ticks them, and by others when they look.
    const present = ({ id: of, count }: { id?: string; count?: number }) => {
      if (of !== id) return;
      const before = cache.getQueryData(presenceQuery(id).queryKey);
      if (count === undefined || !before || before.may.tick) refresh('presence');
      else cache.setQueryData(presenceQuery(id).queryKey, { ...before, count });
    };
    const awake = () => document.visibilityState === 'visible' && refresh('clock');
    if (socket.connected) enter();
    socket.on('connect', enter);
    for (const [event, hear] of ears) socket.on(event, hear);
    socket.on('room.present', present);
    document.addEventListener('visibilitychange', awake);
    socket.connect();
    return () => {
      socket.off('connect', enter);
      for (const [event, hear] of ears) socket.off(event, hear);
      socket.off('room.present', present);
      document.removeEventListener('visibilitychange', awake);
      if (socket.connected) socket.emit('room.leave', { id });
    };
  }, [cache, id]);
}
