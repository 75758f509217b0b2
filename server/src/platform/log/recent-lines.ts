/** Octets that are kept: some thousands of lines. */
const MOST = 1_000_000;

/** What this process said last, so that it can be looked through. The log itself goes to stderr, and is kept by whoever runs the server. */
export class RecentLines {
  private lines: { at: Date; text: string }[] = [];
  private octets = 0;

  add(text: string, at = new Date()): void {
    this.lines.push({ at, text });
    this.octets += text.length;
    // Half at a time: shifting at each line would cost more than saying it.
    if (this.octets > MOST) this.lines = this.lines.slice(Math.ceil(this.lines.length / 2));
    if (this.octets > MOST) this.octets = this.lines.reduce((sum, line) => sum + line.text.length, 0);
  }

  all(): readonly { at: Date; text: string }[] {
    return this.lines;
  }
}

export const recentLines = new RecentLines();
