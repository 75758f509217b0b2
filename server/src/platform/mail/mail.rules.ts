/** One line for a header: what would end it or hide in it becomes a space. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

interface SmtpError {
  code?: unknown;
  command?: unknown;
  response?: unknown;
  responseCode?: unknown;
  message?: unknown;
}

/** Commands that are about this one mail. A 5xx to others (AUTH, the greeting) is about us, and may be mended. */
const OF_THE_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA', 'API']);

/**
 * Why the mail server will never take this mail, as one line; null when trying again makes sense. A mail that nodemailer
 * itself finds impossible (an address that this server cannot carry) has no response code and is refused too.
 */
export function refusalOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, command, response, responseCode, message } = error as SmtpError;
  if (typeof command !== 'string' || !OF_THE_MAIL.has(command)) return null;
  const permanent = typeof responseCode === 'number' ? responseCode >= 500 : code === 'EENVELOPE' || code === 'EMESSAGE';
  if (!permanent) return null;
  const said = [response, message].find((each) => typeof each === 'string');
  return oneLine(said ?? 'refused').slice(0, 300);
}

/** Whether this error leaves no doubt that the mail was not accepted: a 4xx answer, or no connection at all. */
export function surelyNotTaken(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, command, responseCode } = error as SmtpError;
  return typeof responseCode === 'number' || command === 'CONN' || code === 'ECONNREFUSED' || code === 'EDNS' || code === 'EAUTH';
}

/** The domain that our own addresses and Message-IDs stand in. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).replace(/[>\s].*$/, '');
