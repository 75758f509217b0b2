import { useLocation } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useEffect, useSyncExternalStore, useState } from 'react';
import { useWords } from '../platform/language';
import { uiWords } from './ui.words';
import './toast.css';

interface Toast {
  id: number;
  message: string;
  undo?: () => void;
  /** Milliseconds it stays; a minute where something can be undone, as the outbox waits that long. */
  stays: number;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
function change(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}
const dismiss = (id: number) => change(toasts.filter((toast) => toast.id !== id));

/** Says what was done, in a whole sentence, and lets it be undone. Called from anywhere. */
export function toast(message: string, options: { undo?: () => void } = {}) {
  change([...toasts.slice(-2), { id: ++lastId, message, undo: options.undo, stays: options.undo ? 60_000 : 8_000 }]);
}

function OneToast({ id, message, undo, stays }: Toast) {
  const t = useWords(uiWords);
  const [held, hold] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), stays);
    return () => clearTimeout(timer);
  }, [id, stays, held]);
  return (
    <div
      className="kk-toast"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <span>{message}</span>
      {undo && (
        <button
          type="button"
          onClick={() => {
            undo();
            dismiss(id);
          }}
        >
          {t('undo')}
        </button>
      )}
      <button type="button" aria-label={t('close')} onClick={() => dismiss(id)}>
        <X className="kk-icon" />
      </button>
    </div>
  );
}

/** Where toasts appear, once, in the frame. It is there before the first one: else that one is not said aloud. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => toasts,
  );
  // What was done on a page is undone there: on the next its button would stand beside another one's, about something out of sight.
  const { pathname } = useLocation();
  useEffect(() => () => change(toasts.filter(({ undo }) => !undo)), [pathname]);
  return (
    <div role="status" className="kk-toasts">
      {shown.map((one) => (
        <OneToast key={one.id} {...one} />
      ))}
    </div>
  );
}
