import type { Choices, Doubt, DoubtKind } from '@kenniskamer/shared/agenda-text';

/** Gathers what only a reader can decide, and answers with what a reader chose or else with the likeliest. */
export class Doubts {
  readonly found: Doubt[] = [];
  private readonly counts = new Map<string, number>();

  constructor(private readonly choices: Choices) {}

  /**
   * Which of `proposals` holds. The first is the likeliest. `key` depends on the text alone, so that a choice made
   * on a preview means the same doubt when the text is read again.
   */
  ask(kind: DoubtKind, line: number, code: string | null, excerpt: string, proposals: string[]): number {
    const same = `${kind}-${line}`;
    const count = (this.counts.get(same) ?? 0) + 1;
    this.counts.set(same, count);
    const key = `${same}-${count}`;
    const choice = this.choices[key] ?? 0;
    const chosen = choice < proposals.length ? choice : 0;
    this.found.push({ key, kind, line, code, excerpt: excerpt.slice(0, 300), proposals: proposals.map((proposal) => proposal.slice(0, 300)), chosen });
    return chosen;
  }
}
