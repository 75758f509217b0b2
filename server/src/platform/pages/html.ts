/** Markup that is safe to send: only `html` makes it, so text from people cannot get here unescaped. */
export class Html {
  constructor(private readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

type Hole = string | number | Html | null | undefined | false | readonly Hole[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** Escapes what is filled in; markup made by `html` itself goes in as it is, lists are joined, nothing is nothing. */
export function html(strings: TemplateStringsArray, ...holes: Hole[]): Html {
  return new Html(strings.reduce((markup, string, index) => markup + fill(holes[index - 1]) + string));
}

function fill(hole: Hole): string {
  if (hole === null || hole === undefined || hole === false) return '';
  if (hole instanceof Html) return hole.toString();
  if (typeof hole === 'string') return escapeHtml(hole);
  if (typeof hole === 'number') return String(hole);
  return hole.map(fill).join('');
}

/** What somebody typed, with its line breaks. */
export const lines = (text: string): Html => html`${text.split('\n').map((each, index) => (index === 0 ? html`${each}` : html`<br>${each}`))}`;
