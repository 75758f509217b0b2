/** Milliseconds that one message costs, and more for each so many octets: some sixty small ones a second. */
const EACH = 16;
const OCTETS = 8000;
/** Milliseconds that may be saved up: who comes back after an hour has much to say at once. */
const SAVED = 5000;
/** Milliseconds that a message may be made to wait before the connection goes: what waits is held in memory. */
export const LONGEST_WAIT = 10_000;

/** How fast one connection may talk. A page of ours sends 25 messages a second at most. */
export class Pace {
  private due = -Infinity;

  /** Milliseconds that this message must wait, at `now`. */
  take(octets: number, now: number): number {
    this.due = Math.max(this.due, now - SAVED) + EACH * (1 + octets / OCTETS);
    return Math.max(0, this.due - now);
  }
}
