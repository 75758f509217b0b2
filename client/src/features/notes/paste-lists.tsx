interface Item {
  level: number;
  kind: 'ul' | 'ol';
  start: number;
  /** Of which of Word's lists. */
  list: string;
}

/**
 * Word writes a list as paragraphs that say their level in a style, with the sign as text; Word on the web as one list
 * for each item. Both become lists within lists.
 */
export function makeLists(body: HTMLElement): void {
  for (const wrapper of body.querySelectorAll('.ListContainerWrapper')) wrapper.replaceWith(...wrapper.childNodes);
  for (const list of body.querySelectorAll('ul, ol')) {
    if ([...list.children].every((item) => item.hasAttribute('data-aria-level'))) list.replaceWith(...[...list.children].map((item) => webItem(item, list.localName)));
  }
  const parents = new Set([...body.querySelectorAll('[data-style*="mso-list"], [data-list-item]')].map((item) => item.parentElement));
  for (const parent of parents) if (parent) listsWithin(parent);
}

function webItem(item: Element, kind: string): Element {
  const line = item.ownerDocument.createElement('p');
  const start = kind === 'ol' ? item.getAttribute('data-aria-posinset') : '1';
  line.setAttribute('data-list-item', `${item.getAttribute('data-aria-level')} ${kind} ${start} web${item.getAttribute('data-listid')}`);
  for (const inner of item.querySelectorAll(':scope > p')) inner.replaceWith(...inner.childNodes);
  line.append(...item.childNodes);
  return line;
}

function listsWithin(parent: Element): void {
  let open: { level: number; list: Element; name: string }[] = [];
  for (const line of parent.querySelectorAll(':scope > *')) {
    const item = itemOf(line);
    if (!item) {
      open = [];
      continue;
    }
    open = open.filter(({ level, name, list }) => level < item.level || (level === item.level && name === item.list && list.localName === item.kind));
    let into = open.at(-1);
    if (!into || into.level < item.level) {
      const list = parent.ownerDocument.createElement(item.kind);
      if (item.kind === 'ol' && item.start > 1) list.setAttribute('start', String(item.start));
      if (into) (into.list.lastElementChild ?? into.list).append(list);
      else line.before(list);
      into = { level: item.level, list, name: item.list };
      open.push(into);
    }
    into.list.append(asItem(line));
  }
}

function itemOf(line: Element): Item | null {
  const web = line.getAttribute('data-list-item')?.split(' ');
  if (web) return { level: Number(web[0]) || 1, kind: web[1] === 'ol' ? 'ol' : 'ul', start: Number(web[2]) || 1, list: web[3] ?? '' };
  // In mail Outlook writes real lists, with the same style.
  if (line.localName === 'li') return null;
  const style = (line.getAttribute('data-style') ?? '').replace(/\s+/g, ' ').toLowerCase();
  const [, list, level] = /mso-list: ?(l\d+) level(\d+)/.exec(style) ?? [];
  if (list === undefined) return null;
  // The sign, with spaces made of another font behind it.
  const sign = [...line.querySelectorAll('[data-style]')].find((inner) => /mso-list: ?ignore/i.test(inner.getAttribute('data-style') ?? ''));
  const said = (sign?.textContent ?? '').trim();
  sign?.remove();
  const numbered = /^\(?(\d+|[a-z]|[ivxlc]+)[.)]/i.exec(said);
  return { level: Number(level) || 1, kind: numbered ? 'ol' : 'ul', start: Number(numbered?.[1]) || 1, list };
}

function asItem(line: Element): Element {
  const item = line.ownerDocument.createElement('li');
  const text = line.ownerDocument.createElement('p');
  text.append(...line.childNodes);
  item.append(text);
  line.remove();
  return item;
}
