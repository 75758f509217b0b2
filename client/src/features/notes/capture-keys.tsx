import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { captureKeysIn, kindPressed, type CaptureKeys as Keys } from '@kenniskamer/shared/capture-keys';
import { useSyncExternalStore } from 'react';
import { askPage } from './note-asks';

const KEPT = 'kenniskamer.capture-keys';

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // a browser that keeps nothing for anybody
  }
}

let keys = captureKeysIn(kept());
const listeners = new Set<() => void>();

/** The keys that capture, of this browser: they belong to a keyboard rather than to a person. */
export function setCaptureKeys(next: Keys): void {
  keys = next;
  try {
    localStorage.setItem(KEPT, JSON.stringify(next));
  } catch {
    // They hold for as long as this page is open.
  }
  for (const listener of listeners) listener();
}

export const useCaptureKeys = (): Keys =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => keys,
  );

export const CaptureKeys = Extension.create({
  name: 'captureKeys',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleKeyDown(view, event) {
          const kind = kindPressed(keys, event);
          if (kind !== null) askPage(view, { capture: kind });
          return kind !== null;
        },
      },
    }),
  ],
});
