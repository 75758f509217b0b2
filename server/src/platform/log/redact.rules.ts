/**
 * What a token looks like: 256 bits as base64url, which is never all small letters or all capitals; what a reply address
 * has after its plus; what a sign-in address ends with; and whatever else is long and has a digit. Identifiers of ours
 * (UUIDs) may stand in a log, they open nothing.
 */
const TOKEN = new RegExp(
  [
    String.raw`(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{43}(?![\w-])`,
    String.raw`(?<=\+|%2[Bb])[A-Za-z2-7]{26}(?=@|%40)`,
    String.raw`(?<=/sign-in/)[\w-]{20,}`,
    String.raw`(?<=[/+=:"'])(?=[\w-]*\d)[\w-]{20,}`,
  ].join('|'),
  'g',
);
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** `text` without what opens a door: tokens in paths, reply addresses and links. */
export function withoutTokens(text: string): string {
  return text.replace(TOKEN, (found) => (UUID.test(found) ? found : '…'));
}

/** The path of a request as it may be logged: without the query, which holds what people search for and where they go. */
export function loggedPath(url: string): string {
  return withoutTokens(url.split('?', 1)[0] ?? '').slice(0, 300);
}

/** Where Prisma begins to quote the call that failed, and with which values. */
const CALL = 'Invalid `';

/**
 * What is said in words of our own, perhaps with an error in it, as it may be logged: of what Prisma said only what was
 * wrong, never the values; and where.
 */
export function loggedText(text: string): string {
  const at = text.indexOf(CALL);
  if (at < 0) return withoutTokens(text);
  const quoted = text.slice(at).split('\n');
  const stack = quoted.findIndex((line) => /^\s+at /.test(line));
  const [said, where] = stack < 0 ? [quoted, []] : [quoted.slice(0, stack), quoted.slice(stack)];
  return withoutTokens([text.slice(0, at).trimEnd(), firstLine(said.join('\n')), ...where].join('\n').trim());
}

/**
 * An error as it may be logged: what and where, not with which values. Prisma's and PostgreSQL's longer messages
 * quote the arguments of the call that failed, note text and addresses among them.
 */
export function loggedError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error, message: firstLine(String(error)) };
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: firstLine(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    stack: stackOf(error),
    ...(cause instanceof Error ? { cause: loggedError(cause) } : {}),
  };
}

/** In one line, for a place that keeps it. */
export const reasonOf = (error: Error): string => `${error.name}: ${firstLine(error.message)}`;

function stackOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return lines.slice(0, 12).map((line) => line.trim()).join('\n');
}

/** Prisma begins its messages with an empty line, then the call, and ends with what was wrong. */
function firstLine(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  const line = (lines[0]?.startsWith(CALL) ? lines.at(-1) : lines[0]) ?? '';
  return withoutTokens(line.trim()).slice(0, 300);
}
