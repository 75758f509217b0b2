/** Milliseconds that a dialog, a menu or a new page has to put the focus where it belongs. */
const PATIENCE = 150;
const REACHED = 'a[href], button:not(:disabled), summary, [tabindex="0"]';
const passing = '.kk-toasts, .kk-popover, .kk-dialog';

/** An element and what it stood in, each with its place there: the way back when it is gone. */
type Way = { element: Element; parent: Element; index: number }[];

function wayTo(element: Element): Way {
  const parent = element.parentElement;
  return parent ? [{ element, parent, index: [...parent.children].indexOf(element) }, ...wayTo(parent)] : [];
}

const reachedIn = (place: Element | undefined): HTMLElement | null =>
  place instanceof HTMLElement ? (place.matches(REACHED) ? place : place.querySelector<HTMLElement>(REACHED)) : null;

/** What stands now where it stood: what followed it, else what is before it, else the page's heading. */
function nearest(way: Way): HTMLElement | null {
  for (const { element, parent, index } of way) {
    if (element.isConnected && element.matches(REACHED)) return element instanceof HTMLElement ? element : null;
    if (element.isConnected || !parent.isConnected || !parent.closest('main')) continue;
    const stood = [...parent.children];
    for (const place of [...stood.slice(index), ...stood.slice(0, index).toReversed()]) {
      const found = reachedIn(place);
      if (found) return found;
    }
  }
  return document.querySelector('h1');
}

/**
 * A button that has done its work goes: *Ongedaan maken*, the menu of who was taken off the list. The browser then puts
 * the focus nowhere, and who listens or types is at the top of the page. Here it goes to what stands there now.
 */
export function keepFocus(): () => void {
  let last: Element | null = null;
  let way: Way = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLost = () => document.activeElement === document.body && last !== null && !last.isConnected;
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    last = target;
    // What lies over the page goes by itself; the way back is to what one came from.
    if (!target.closest(passing)) way = wayTo(target);
  };
  const bringBack = () => {
    timer = undefined;
    if (isLost()) nearest(way)?.focus({ preventScroll: true });
  };
  const watch = new MutationObserver(() => {
    if (timer === undefined && isLost()) timer = setTimeout(bringBack, PATIENCE);
  });
  document.addEventListener('focusin', onFocus);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    watch.disconnect();
    clearTimeout(timer);
  };
}
