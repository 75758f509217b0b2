import { makeLists } from './paste-lists';

/** What makes Word and Outlook known, and their siblings on the web. */
const OFFICE = /urn:schemas-microsoft-com|\bMso[A-Z]|mso-|\bProgId\b|OutlineElement|data-ccp-props/;
const DROPPED = 'script, style, meta, link, title, template, noscript, iframe, object, embed, svg, canvas, video, audio, button, input, select, textarea, xml, hr.msocomoff';
/** Attributes that mean something in a note; all others are looks. */
const KEPT: Record<string, string[]> = { a: ['href'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'], ol: ['start'] };
/** What our own notes put on the clipboard. */
const OURS = ['data-pm-slice', 'data-block-id', 'data-note', 'data-outcome', 'data-questions', 'data-mention', 'data-id'];

/**
 * What another program put on the clipboard, as the note can hold it: its text, lists, tables, links and emphasis. Tracked
 * changes come as their result. `images` is how many were left out.
 */
export function cleanedPaste(html: string): { cleaned: string; images: number } {
  const { body } = new DOMParser().parseFromString(asData(html), 'text/html');
  const pictures = [...body.querySelectorAll('img, picture')];
  // One pixel wide is how mail counts its readers.
  const images = pictures.filter((picture) => picture.getAttribute('width') !== '1' && picture.closest('picture') !== picture.parentElement).length;
  for (const element of [...pictures, ...body.querySelectorAll(DROPPED)]) element.remove();
  if (!body.querySelector('[data-pm-slice]')) {
    if (OFFICE.test(html)) fromOffice(body);
    tidyTables(body);
    markHeads(body);
    renameHeadings(body);
    stylesToMarks(body);
  }
  for (const comment of commentsIn(body)) comment.remove();
  for (const element of body.querySelectorAll('*')) keepOnly(element, [...(KEPT[element.localName] ?? []), ...OURS]);
  for (const link of body.querySelectorAll('a')) followable(link);
  return { cleaned: body.innerHTML, images };
}

/** Our content policy complains of each style and script, also in text that is only read: they are read as data. */
const asData = (html: string): string =>
  html.replace(/<style[\s\S]*?<\/style>/gi, '').replace(/<[a-z][^<>]*/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, ' data-$1='));

const styleOf = (element: Element): string => (element.getAttribute('data-style') ?? '').replace(/\s+/g, '').toLowerCase();
const unwrap = (element: Element): void => element.replaceWith(...element.childNodes);

function fromOffice(body: HTMLElement): void {
  for (const element of body.querySelectorAll('*')) {
    const style = styleOf(element);
    const name = element.localName;
    const gone =
      /mso-element:(comment|footnote-list|header|footer)|mso-hide:all|display:none/.test(style) ||
      element.matches('del, .msoDel, .MsoCommentReference, a.msocomanchor, .EOP, .CommentStart, .CommentHighlightPipeRest');
    if (gone) element.remove();
    else if (name === 'ins' || /mso-comment-reference/.test(style)) unwrap(element);
    else if (/mso-tab-count/.test(style)) element.replaceWith(' ');
  }
  makeLists(body);
  // Word's own elements (`o:p`, `w:sdt`, `st1:place`) are round text, or round nothing.
  for (const element of body.querySelectorAll('*')) if (element.localName.includes(':')) unwrap(element);
  for (const text of textsIn(body)) text.data = text.data.replace(/[\u00a0 ]*\u00a0[\u00a0 ]*/g, ' ');
  for (const line of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6, li')) {
    if ((line.textContent ?? '').trim() === '' && !line.closest('td, th')) line.remove();
  }
  for (const title of body.querySelectorAll('p.MsoTitle')) rename(title, 'h2');
}

/** A table of a single cell is a frame round text; one within another's cells gives its lines. */
function tidyTables(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) {
    const cells = [...table.querySelectorAll('td, th')].filter((cell) => cell.closest('table') === table);
    if (cells.length > 1 && !table.parentElement?.closest('table')) continue;
    table.replaceWith(...cells.flatMap((cell) => ([...cell.childNodes].some(isBlock) ? [...cell.childNodes] : [paragraphOf(cell)])));
  }
}

const isBlock = (node: Node): boolean => node instanceof Element && /^(p|div|ul|ol|h[1-6]|table|blockquote)$/.test(node.localName);

function paragraphOf(cell: Element): Element {
  const line = cell.ownerDocument.createElement('p');
  line.append(...cell.childNodes);
  return line;
}

/** Word has no cells of its own for heads: only a place above the others. */
function markHeads(body: HTMLElement): void {
  for (const cell of body.querySelectorAll('thead td')) rename(cell, 'th');
}

/** The note has two levels of headings, below its own title. */
function renameHeadings(body: HTMLElement): void {
  for (const heading of body.querySelectorAll('h1')) rename(heading, 'h2');
  for (const heading of body.querySelectorAll('h4, h5, h6')) rename(heading, 'h3');
}

function rename(element: Element, name: string): void {
  const renamed = element.ownerDocument.createElement(name);
  for (const span of ['colspan', 'rowspan']) if (element.hasAttribute(span)) renamed.setAttribute(span, element.getAttribute(span) ?? '');
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

/** Programs on the web say bold by a style; what they say by colour and size is left. */
function stylesToMarks(body: HTMLElement): void {
  for (const span of body.querySelectorAll('span')) {
    const style = styleOf(span);
    const marks = [
      /(?:^|;)font-weight:(bold|[6-9]00)/.test(style) && 'b',
      /(?:^|;)font-style:italic/.test(style) && 'i',
      /(?:^|;)text-decoration[a-z-]*:[^;]*underline/.test(style) && 'u',
      /(?:^|;)text-decoration[a-z-]*:[^;]*line-through/.test(style) && 's',
    ].filter((name) => name !== false);
    for (const name of marks) {
      const mark = span.ownerDocument.createElement(name);
      mark.append(...span.childNodes);
      span.append(mark);
    }
  }
}

function keepOnly(element: Element, kept: string[]): void {
  for (const name of element.getAttributeNames()) if (!kept.includes(name)) element.removeAttribute(name);
}

/** Leaves links that lead somewhere, and where Outlook leads them round by its scanner, to where they went. */
function followable(link: HTMLAnchorElement): void {
  const href = (link.getAttribute('href') ?? '').trim();
  const address = URL.canParse(href) ? new URL(href) : null;
  if (!address || !['http:', 'https:', 'mailto:'].includes(address.protocol)) return unwrap(link);
  const behind = address.hostname.endsWith('.safelinks.protection.outlook.com') ? address.searchParams.get('url') : null;
  if (behind !== null && /^https?:\/\//i.test(behind) && URL.canParse(behind)) link.setAttribute('href', behind);
}

function nodesIn(body: HTMLElement, what: number): Node[] {
  const walker = body.ownerDocument.createTreeWalker(body, what);
  const nodes: Node[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}
const textsIn = (body: HTMLElement): Text[] => nodesIn(body, NodeFilter.SHOW_TEXT).filter((node): node is Text => node instanceof Text);
const commentsIn = (body: HTMLElement): Comment[] => nodesIn(body, NodeFilter.SHOW_COMMENT).filter((node): node is Comment => node instanceof Comment);
