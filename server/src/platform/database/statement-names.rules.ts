/** Characters. Prisma's joins; what is shorter is planned in no time. */
const LONG = 900;
/** Asked so often, a statement is one that comes back: lists of ids make a text of every length. */
const OFTEN = 3;
/** Each connection keeps its own plans, 50 to 200 kB for a list. */
const AT_MOST = 100;
/** Statements that were counted and have no name yet. */
const COUNTED = 1000;

/**
 * Names for long statements that come back: PostgreSQL parses and plans what has a name once per connection, and for a
 * list with ten joins that is more work than the list itself. Where one plan for all values would cost more it goes on
 * planning anew.
 */
export class StatementNames {
  private readonly names = new Map<string, string>();
  private readonly times = new Map<string, number>();

  /** Empty for what gets none. */
  of(sql: string): string {
    if (sql.length < LONG) return '';
    const known = this.names.get(sql);
    if (known !== undefined) return known;
    if (this.names.size >= AT_MOST) return '';
    const times = (this.times.get(sql) ?? 0) + 1;
    if (times < OFTEN) {
      if (this.times.size >= COUNTED) this.times.clear();
      this.times.set(sql, times);
      return '';
    }
    this.times.delete(sql);
    const name = `long ${this.names.size + 1}`;
    this.names.set(sql, name);
    return name;
  }
}
