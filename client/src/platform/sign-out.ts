/** What must be gone from this browser before somebody is signed out, e.g. copies of notes. Whoever keeps it says how. */
const works = new Set<() => Promise<void>>();

/** Milliseconds that it may take before the page goes all the same: what it began, the browser finishes. */
const PATIENCE = 3000;

/** Has `erase` done at each sign-out, until the function that it gives is called. */
export function atSignOut(erase: () => Promise<void>): () => void {
  works.add(erase);
  return () => void works.delete(erase);
}

const losses = new Set<() => boolean>();

/** Signing out asks first while `loses` says that something is lost by it, until the function that it gives is called. */
export function asksAtSignOut(loses: () => boolean): () => void {
  losses.add(loses);
  return () => void losses.delete(loses);
}

export const losesAtSignOut = (): boolean => [...losses].some((loses) => loses());

let leaving = false;
/** Whoever goes was asked already. */
export const isLeaving = (): boolean => leaving;

/** Erases all that is this person's, and leaves: nothing of them stays in the page either. */
export async function leave(): Promise<void> {
  const all = Promise.allSettled([...works].map((erase) => erase()));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  leaving = true;
  location.assign('/sign-in');
}
