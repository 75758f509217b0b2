import { Extension, type Editor, type Range } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import type { OutcomeKind } from '@kenniskamer/shared/outcome';

/** What a typed `/`, `@` or `#` offers. */
export interface Suggested {
  id: string;
  label: string;
  hint?: string;
  kind?: OutcomeKind;
  /** Replaces what was typed, which stands at `range`. */
  pick: (editor: Editor, range: Range) => void;
}
export type Trigger = '/' | '@' | '#';
type Source = (typed: string, signal: AbortSignal) => Suggested[] | Promise<Suggested[]>;

interface Shown {
  trigger: Trigger;
  items: readonly Suggested[];
  active: number;
  place: SuggestionProps['mount'];
  pick: (item: Suggested) => void;
}

/** What is offered at the caret now. The editor's plugins fill it, the page draws it. */
export class Suggestions {
  private sources: Record<Trigger, Source> = { '/': () => [], '@': () => [], '#': () => [] };
  private shown: Shown | null = null;
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  current = (): Shown | null => this.shown;

  /** What there is to choose from, as the page now knows it: in its language, with its people. */
  offer(sources: Record<Trigger, Source>): void {
    this.sources = sources;
  }
  find(trigger: Trigger, typed: string, signal: AbortSignal) {
    return this.sources[trigger](typed, signal);
  }
  pick(at: number): void {
    const item = this.shown?.items[at];
    if (item) this.shown?.pick(item);
  }

  show(shown: Shown | null): void {
    this.shown = shown;
    // The editor is drawing; React may be too.
    queueMicrotask(() => this.listeners.forEach((listener) => listener()));
  }

  /** True when the key was for the list. */
  press(key: string): boolean {
    const { shown } = this;
    if (!shown || shown.items.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step !== undefined) this.show({ ...shown, active: (shown.active + step + shown.items.length) % shown.items.length });
    else if (key === 'Enter' || key === 'Tab') this.pick(shown.active);
    else return false;
    return true;
  }
}

/** Every word that was typed is in it. Behind a whole name one types on, and wants it no more. */
function fits({ label, hint = '' }: Suggested, typed: string): boolean {
  const [said, all] = [typed.toLowerCase(), `${label} ${hint}`.toLowerCase()];
  return said.split(/\s+/).every((word) => all.includes(word)) && !said.startsWith(`${label.toLowerCase()} `);
}

const triggers: Trigger[] = ['/', '@', '#'];
const keys = { '/': new PluginKey('suggestLine'), '@': new PluginKey('suggestPerson'), '#': new PluginKey('suggestQuestion') };

/** Offers something for what is being typed after `/`, `@` or `#`. Never for what somebody else types, or for a caret that passes by. */
export const suggesting = (suggestions: Suggestions) =>
  Extension.create({
    name: 'suggesting',
    addProseMirrorPlugins() {
      return triggers.map((trigger) =>
        Suggestion<Suggested, Suggested>({
          editor: this.editor,
          pluginKey: keys[trigger],
          char: trigger,
          // Names have spaces in them.
          allowSpaces: trigger === '@',
          allowedPrefixes: [' ', '('],
          decorationClass: 'kk-suggesting',
          debounce: trigger === '@' ? 120 : 0,
          shouldShow: ({ transaction }) => {
            const open = (keys[trigger].getState(this.editor.state) as { active: boolean } | undefined)?.active === true;
            return open || (transaction.docChanged && !isChangeOrigin(transaction));
          },
          items: async ({ query, signal }) => suggestions.find(trigger, query, signal),
          command: ({ editor, range, props }) => props.pick(editor, range),
          render: () => ({
            onUpdate: ({ items, query, loading, mount, command }) => {
              const before = suggestions.current();
              // What was offered and still fits stays until there is something newer: a list that blinks cannot be read.
              const kept = before?.trigger === trigger ? before.items : [];
              const offered = (loading ? kept : items).filter((item) => fits(item, query));
              suggestions.show({ trigger, items: offered, active: loading ? Math.min(before?.active ?? 0, Math.max(offered.length - 1, 0)) : 0, place: before?.place ?? mount, pick: command });
            },
            onExit: () => suggestions.show(null),
            onKeyDown: ({ event }) => suggestions.press(event.key),
          }),
        }),
      );
    },
  });
