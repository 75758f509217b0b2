import { CannotStart } from './platform/config/cannot-start.js';
import { loggedError } from './platform/log/redact.rules.js';

/** Longer than any answer or mail under way takes; what is not done by then is done after the next start. */
const PATIENCE_MS = 25_000;

/** The one way this process ends: what was opened last is closed first, at a signal, at a failure, and once. */
export class Shutdown {
  private readonly steps: { what: string; close: () => Promise<void> }[] = [];
  private ending = false;

  /** Takes `close` on; it runs at once when we are already on our way out. */
  onEnd(what: string, close: () => Promise<void>): void {
    this.steps.push({ what, close });
    if (this.ending) void this.runSteps();
  }

  listen(): void {
    // Ctrl-C reaches us twice, from the terminal and from who started us, so once more means nothing.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.end(0));
    process.on('uncaughtException', (error) => this.because(error));
    // The channel to bin/start.mjs, where that started us: it closes when that process is gone, however it went.
    process.on('disconnect', () => void this.end(0));
    process.channel?.unref();
  }

  /** Ends because of `error`: a sentence when it is meant for who started us, else the whole of it; code 1. */
  because(error: unknown): void {
    if (this.ending) return; // the stop itself made it fail
    console.error(error instanceof CannotStart ? error.message : JSON.stringify({ level: 'fatal', err: loggedError(error) }));
    void this.end(1);
  }

  private async end(code: number): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    setTimeout(() => this.giveUp(), PATIENCE_MS).unref();
    const isWhole = await this.runSteps();
    process.exit(isWhole ? code : 1);
  }

  private async runSteps(): Promise<boolean> {
    let isWhole = true;
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      await step.close().catch((error: unknown) => {
        isWhole = false;
        console.error(JSON.stringify({ level: 'error', msg: `${step?.what} did not stop`, err: loggedError(error) }));
      });
    }
    return isWhole;
  }

  private giveUp(): never {
    console.error('Kenniskamer did not stop in time and ends now; nothing stored is lost.');
    process.exit(1);
  }
}
