import type { NodeViewRenderer } from '@tiptap/core';
import { OutcomeKind } from '@kenniskamer/shared/outcome';

/** Where on the page the signs of an outcome stand: React draws them in these elements, inside the text. */
export interface BlockPlace {
  blockId: string;
  kind: OutcomeKind;
  questions: string;
  frame: HTMLElement;
  head: HTMLElement;
  foot: HTMLElement;
}

export class BlockPlaces {
  private places: readonly BlockPlace[] = [];
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  current = (): readonly BlockPlace[] => this.places;

  put(place: BlockPlace): void {
    this.change([...this.places.filter(({ frame }) => frame !== place.frame), place]);
  }
  remove(frame: HTMLElement): void {
    if (this.places.some((place) => place.frame === frame)) this.change(this.places.filter((place) => place.frame !== frame));
  }

  private change(places: readonly BlockPlace[]): void {
    this.places = places;
    // The editor draws in the middle of a transaction, React may be drawing too: it hears after.
    queueMicrotask(() => this.listeners.forEach((listener) => listener()));
  }
}

/** A paragraph; as an outcome with its sign and questions above it, and what becomes of an action below. */
export const outcomeView =
  (places: BlockPlaces): NodeViewRenderer =>
  ({ node }) => {
    const kind = OutcomeKind.safeParse(node.attrs.outcome);
    const line = document.createElement('p');
    if (!kind.success) {
      return { dom: line, contentDOM: line, update: (next) => next.type === node.type && !OutcomeKind.safeParse(next.attrs.outcome).success };
    }
    const frame = document.createElement('div');
    const [head, foot] = [document.createElement('div'), document.createElement('div')];
    head.className = 'kk-ob__head';
    foot.className = 'kk-ob__foot';
    for (const part of [head, foot]) part.contentEditable = 'false';
    frame.append(head, line, foot);
    frame.setAttribute('role', 'group');
    const show = (attributes: Record<string, unknown>) => {
      const now = OutcomeKind.safeParse(attributes.outcome).data ?? kind.data;
      frame.className = `kk-ob kk-ob--${now}`;
      frame.dataset.blockId = String(attributes.blockId);
      places.put({ blockId: String(attributes.blockId), kind: now, questions: String(attributes.questions ?? ''), frame, head, foot });
    };
    show(node.attrs);
    let shown = node.attrs;
    return {
      dom: frame,
      contentDOM: line,
      update: (next) => {
        if (next.type !== node.type || !OutcomeKind.safeParse(next.attrs.outcome).success) return false;
        if (next.attrs !== shown && JSON.stringify(next.attrs) !== JSON.stringify(shown)) show(next.attrs);
        shown = next.attrs;
        return true;
      },
      // Buttons in the head are no text: what happens there is theirs.
      stopEvent: (event) => event.target instanceof Element && (head.contains(event.target) || foot.contains(event.target)),
      ignoreMutation: (mutation) => mutation.type !== 'selection' && !line.contains(mutation.target),
      destroy: () => places.remove(frame),
    };
  };
