import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask, socket } from '../../platform/live';

/** What the room is told of, and what is then read anew. */
const told = { 'room.clock': 'clock', 'room.present': 'presence', 'room.points': 'points' } as const;

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
    const awake = () => document.visibilityState === 'visible' && refresh('clock');
    if (socket.connected) enter();
    socket.on('connect', enter);
    for (const [event, hear] of ears) socket.on(event, hear);
    document.addEventListener('visibilitychange', awake);
    socket.connect();
    return () => {
      socket.off('connect', enter);
      for (const [event, hear] of ears) socket.off(event, hear);
      document.removeEventListener('visibilitychange', awake);
      if (socket.connected) socket.emit('room.leave', { id });
    };
  }, [cache, id]);
}
