import { useEffect, useState } from 'react';

/**
 * CSS pixels of the page that lie behind a phone's keyboard. Only Safari lays it over the page; other browsers make the
 * page smaller, as index.html asks. Zoomed in one sees a part as well, and that is no keyboard.
 */
export function useKeyboardInset(): number {
  const [inset, setInset] = useState(0);
  useEffect(() => {
    const { visualViewport: seen } = window;
    if (!seen) return;
    const measure = () => setInset(seen.scale === 1 ? Math.max(0, Math.round(innerHeight - seen.height - seen.offsetTop)) : 0);
    measure();
    seen.addEventListener('resize', measure);
    seen.addEventListener('scroll', measure);
    return () => {
      seen.removeEventListener('resize', measure);
      seen.removeEventListener('scroll', measure);
    };
  }, []);
  return inset;
}
