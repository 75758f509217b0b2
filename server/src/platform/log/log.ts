import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { pino, type Level, type Logger } from 'pino';
import { recentLines } from './recent-lines.js';
import { loggedError, loggedPath, loggedText } from './redact.rules.js';

/** JSON lines on stderr: stdout has the lines that other people's scripts read. */
export function createLog(level: string): Logger {
  const stderr = pino.destination({ dest: 2, sync: true }); // so that what was said before a crash is there
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: loggedError },
    },
    {
      write(line: string) {
        recentLines.add(line);
        stderr.write(line);
      },
    },
  );
}

/** One line per request, when it is answered. Its id goes to the client as well, in a problem's `requestId`. */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    const line = { method, path: loggedPath(url), status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    request.log[reply.statusCode >= 500 ? 'error' : 'info'](line, 'request');
  });
}

/** What Nest and our own `new Logger('outbox')` say, in the same lines. Nest's own talk at the start is for debugging. */
export function nestLog(pinoLog: Logger): LoggerService {
  const at = (level: Level) => (message: unknown, ...more: unknown[]) => {
    const about = more.filter((one) => typeof one === 'string').at(-1);
    const err: unknown = message instanceof Error ? message : more.find((one) => typeof one !== 'string' && one !== undefined);
    const line = err === undefined ? { about } : { err, about };
    if (err === message) pinoLog[level](line);
    else pinoLog[level](line, loggedText(typeof message === 'string' ? message : JSON.stringify(message)));
  };
  return { fatal: at('fatal'), error: at('error'), warn: at('warn'), log: at('debug'), debug: at('debug'), verbose: at('trace') };
}
