import { type NoAgenda, agendaTextLimits } from '@kenniskamer/shared/agenda-text';

const windows1252High =
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * The text in an uploaded file, or why there is none. UTF-8 and UTF-16 with a mark, else UTF-8 when it is sound, else
 * Windows-1252: what a Dutch office computer saves.
 */
export function textOf(bytes: Uint8Array): { text: string } | { refusal: NoAgenda } {
  if (bytes.length === 0) return { refusal: 'EMPTY' };
  if (bytes.length > agendaTextLimits.bytes) return { refusal: 'TOO_LONG' };
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return { refusal: 'PDF' };
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { refusal: 'OFFICE' };
  if (startsWith(bytes, [0xff, 0xfe])) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (startsWith(bytes, [0xfe, 0xff])) return { text: new TextDecoder('utf-16be').decode(bytes) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // a TypeError is the decoder's "not UTF-8"
    return { text: new TextDecoder('windows-1252').decode(bytes) };
  }
}

function startsWith(bytes: Uint8Array, mark: number[]) {
  return mark.every((byte, at) => bytes[at] === byte);
}

/** Why `text` cannot be read as text at all; null when it can. */
export function refusesText(text: string): NoAgenda | null {
  if (text.trim() === '') return 'EMPTY';
  if (text.length > agendaTextLimits.bytes) return 'TOO_LONG';
  const sample = text.slice(0, 100_000);
  let odd = 0;
  for (const sign of sample) {
    const code = sign.codePointAt(0) ?? 0;
    if (code === 0xfffd || (code < 32 && !'\t\n\v\f\r'.includes(sign))) odd += 1;
  }
  return odd > sample.length / 200 ? 'BINARY' : null;
}

/**
 * Text as its author wrote it: one line end, composed letters, no invisible signs; and UTF-8 that was read as
 * Windows-1252 ("themaâ€™s" for "thema’s") read again as what it is.
 */
export function cleaned(text: string): string {
  return reread(text)
    .replace(/\r\n?|[\u0085\u2028\u2029\v]/g, '\n')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\0-\x08\x0e-\x1f]/g, '')
    .normalize('NFC');
}

function reread(text: string): string {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const high = code > 0xff || (code >= 0x80 && code < 0xa0) ? windows1252High.indexOf(text[at] ?? '') : -1;
    if (high < 0 && code > 0xff) return text;
    bytes[at] = high < 0 ? code : 0x80 + high;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return text; // real Windows-1252 is hardly ever sound UTF-8
  }
}
