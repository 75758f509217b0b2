import { z } from './configure-zod.js';
import { OutcomeKind } from './outcome.js';

/**
 * Keys pressed together, by their place on the keyboard. Only these: with fewer one could not type any more, browsers
 * keep the others for themselves, and with digits the editor makes headings.
 */
export const KeyCombination = z.string().regex(/^(Ctrl\+Alt|Alt\+Shift)\+Key[A-Z]$/);
export const CaptureKeys = z
  .record(OutcomeKind, KeyCombination)
  .refine((keys) => new Set(Object.values(keys)).size === OutcomeKind.options.length, { error: 'TAKEN' });
export type CaptureKeys = z.infer<typeof CaptureKeys>;

export const defaultCaptureKeys: CaptureKeys = { DECISION: 'Ctrl+Alt+KeyB', INSIGHT: 'Ctrl+Alt+KeyI', WHITE_SPOT: 'Ctrl+Alt+KeyW', ACTION: 'Ctrl+Alt+KeyA' };

/** What a browser kept. Anything but four different combinations is as good as nothing. */
export function captureKeysIn(kept: string | null): CaptureKeys {
  try {
    return CaptureKeys.parse(JSON.parse(kept ?? ''));
  } catch {
    return defaultCaptureKeys; // broken JSON, or kept by another version
  }
}

interface Pressed {
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  getModifierState(key: string): boolean;
}

/** Null while AltGr is down: that is Ctrl and Alt to many keyboards, and on US-International it types á and í. */
export function combinationOf(pressed: Pressed): string | null {
  if (pressed.getModifierState('AltGraph')) return null;
  const held = [pressed.ctrlKey && 'Ctrl', pressed.altKey && 'Alt', pressed.shiftKey && 'Shift', pressed.metaKey && 'Meta'].filter(Boolean);
  return [...held, pressed.code].join('+');
}

export const kindPressed = (keys: CaptureKeys, pressed: Pressed): OutcomeKind | null => {
  const combination = combinationOf(pressed);
  return OutcomeKind.options.find((kind) => keys[kind] === combination) ?? null;
};

/** Why these keys cannot be the ones for `kind`; null when they can. */
export function refusesKeys(keys: CaptureKeys, kind: OutcomeKind, pressed: Pressed): { why: 'ALT_GRAPH' | 'NO_COMBINATION' } | { why: 'TAKEN'; by: OutcomeKind } | null {
  if (pressed.getModifierState('AltGraph')) return { why: 'ALT_GRAPH' };
  if (!KeyCombination.safeParse(combinationOf(pressed)).success) return { why: 'NO_COMBINATION' };
  const by = kindPressed(keys, pressed);
  return by !== null && by !== kind ? { why: 'TAKEN', by } : null;
}

/** As it stands on the keyboard: `Ctrl Alt B`. */
export const keysInWords = (combination: string): string => combination.replace('Key', '').replaceAll('+', ' ');
