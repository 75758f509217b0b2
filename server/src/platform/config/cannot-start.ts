/** Why this server does not start, as one sentence for whoever runs it. `main.ts` prints it and ends with code 1. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}
