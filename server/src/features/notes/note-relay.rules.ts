/** What a room must carry a second before gathering pays, and from where on it gathers as long as it ever does. */
const QUIET = 1000;
const FULL = 6000;
/** Milliseconds: above some 50 people feel that the text lags behind. */
const LONGEST = 36;

/**
 * How long a change waits for others to go out with, at `deliveries` a second (changes times people). Nothing in a
 * quiet room: a fixed window would put every change near its end.
 */
export function windowFor(deliveries: number): number {
  return Math.round(LONGEST * Math.min(1, Math.max(0, (deliveries - QUIET) / (FULL - QUIET))));
}

/** How many a second, counted so that the last second weighs most. */
export class Rate {
  private count = 0;
  private at = 0;

  /** Counts one that happens at `now` (milliseconds) and gives the rate. */
  hit(now: number): number {
    this.count = this.count * Math.exp((this.at - now) / 1000) + 1;
    this.at = now;
    return this.count;
  }
}
