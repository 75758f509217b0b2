import MimeNode from 'nodemailer/lib/mime-node';
import { encode, wrap } from 'nodemailer/lib/qp';
import { createHash } from 'node:crypto';

export interface MailParts {
  /** As nodemailer takes them: it encodes and folds what goes into a header. */
  headers: Record<string, string | { name: string; address: string }>;
  text: string;
  html: string;
  calendar: { method: string; ics: string } | null;
}

const CRLF = '\r\n';

/**
 * The bytes of a mail: text and HTML as alternatives, and the appointment twice, as Outlook and Gmail want it: as a third
 * alternative with its method, and as a file.
 *
 * nodemailer's own composer gives the same through some thirty streams a mail; for a thousand invitations that is more
 * work than sending them (docs/decisions/021). Its header writer is used as it is.
 */
export function mimeOf({ headers, text, html, calendar }: MailParts): string {
  const seed = createHash('sha256').update(`${JSON.stringify(headers)}${html}`).digest('hex').slice(0, 24);
  const alternatives = [
    part(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'], wrap(quoted(text.replace(/\r?\n/g, CRLF)))),
    part(['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64'], base64(html)),
  ];
  if (!calendar) {
    const inner = `a-${seed}`;
    return head(headers, 'multipart/alternative', inner) + body(inner, alternatives);
  }
  const ics = base64(calendar.ics);
  const [outer, inner] = [`m-${seed}`, `a-${seed}`];
  alternatives.push(part([`Content-Type: text/calendar; charset=utf-8; method=${calendar.method}`, 'Content-Transfer-Encoding: base64'], ics));
  return (
    head(headers, 'multipart/mixed', outer) +
    body(outer, [
      part([`Content-Type: multipart/alternative; boundary="${inner}"`], body(inner, alternatives)),
      part(['Content-Type: application/ics; name=kenniskamer.ics', 'Content-Disposition: attachment; filename=kenniskamer.ics', 'Content-Transfer-Encoding: base64'], ics),
    ])
  );
}

function head(headers: MailParts['headers'], type: string, boundary: string): string {
  const node = new MimeNode(undefined, { disableFileAccess: true, disableUrlAccess: true });
  for (const [name, value] of Object.entries(headers)) node.setHeader(name, value);
  // Not through the node: it would make a boundary of its own for a multipart type.
  return `${node.buildHeaders()}${CRLF}Content-Type: ${type}; boundary="${boundary}"${CRLF}${CRLF}`;
}

/** nodemailer's encoder goes byte by byte; most of a text needs none: all but what is literal (RFC 2045 §6.7), and a space that ends a line. */
const quoted = (text: string): string => text.replace(/[^\t\n\r\x20-\x3c\x3e-\x7e]+|[ \t](?=[\r\n]|$)/g, (part) => encode(part));

const part = (headers: string[], content: string): string => `${headers.join(CRLF)}${CRLF}${CRLF}${content}${CRLF}`;
const body = (boundary: string, parts: string[]): string => `${parts.map((each) => `--${boundary}${CRLF}${each}`).join('')}--${boundary}--${CRLF}`;
const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/.{76}(?=.)/g, `$&${CRLF}`);
