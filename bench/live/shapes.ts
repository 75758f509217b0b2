/** What the load process is asked; everything in it can be sent. */
export interface Shape {
  name: string;
  clients: number;
  writers: number;
  /** Updates a second by each writer. */
  rate: number;
  seconds: number;
  /** A place of the caret after each update. */
  carets: boolean;
}

export interface Task {
  kind: 'ours' | 'hocuspocus' | 'relay';
  url: string;
  shape: Shape;
  /** One room, or many with each its own clients; `tokens` are the sign-ins of ours, one per client. */
  rooms: { id: string; tokens: string[] }[];
}

export interface Outcome {
  sent: number;
  /** Updates that reached somebody, counted at each. */
  delivered: number;
  /** Milliseconds from send to receive. */
  p50: number;
  p95: number;
  p99: number;
  /** Octets that came in at all clients. */
  octets: number;
  /** Everybody has every update, and who was looked at has the same text. */
  equal: boolean;
}

export const middle = (values: number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

export function percentile(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
