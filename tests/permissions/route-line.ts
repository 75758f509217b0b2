import type { FailureCode } from '@kenniskamer/shared/failure';
import type { Actor, Phase, Scene, SecretSession } from './scene.js';

/** What an actor is told: it goes through, or this refusal. */
export type Told = 'ok' | FailureCode;

/** What is sent. `params` fill the path's `:names`; a body goes as JSON, or as a form when `form` is set. */
export interface Sent {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  form?: boolean;
  /** The type of a body that is text as it is, such as a CSV. */
  type?: string;
}

export interface RouteLine {
  /** Made anew for each actor, with what the right one would send: so a refusal is about the person, never about the input. */
  given: (scene: Scene) => Sent | Promise<Sent>;
  told: Partial<Record<Actor, Told>> & Record<'nobody' | 'guest' | 'stranger', Told>;
  /** Who is right, and goes through; `link` is the personal link that `given` puts in the path. */
  right: Actor | 'link';
  /** Whose answer may hold the secret word. */
  mayKnow: readonly (Actor | 'link')[];
}
type Given = RouteLine['given'];

const nothing: Given = () => ({});
const outside = { nobody: 'SIGN_IN_NEEDED', guest: 'SIGN_IN_NEEDED' } as const;
/** Everybody who has nothing to do with the secret session; to them it does not exist. */
const blind = { ...outside, stranger: 'NOT_FOUND', otherOrganiser: 'NOT_FOUND', administrator: 'NOT_FOUND', coordinator: 'NOT_FOUND' } as const;

/** For all the world. Nobody may read the secret word there. */
export const everybody = (given = nothing): RouteLine => ({ given, told: { nobody: 'ok', guest: 'ok', stranger: 'ok' }, right: 'invitee', mayKnow: [] });

/** For everybody who is signed in; `mayKnow` are those whose answer may tell of the secret session. */
export const signedIn = (given = nothing, mayKnow: Actor[] = ['invitee', 'organiser']): RouteLine => ({
  given,
  told: { ...outside, stranger: 'ok', otherOrganiser: 'ok', administrator: 'ok', coordinator: 'ok', organiser: 'ok' },
  right: 'invitee',
  mayKnow,
});

/** For people with a role: others are told that they may not. */
export const only = (right: 'administrator' | 'coordinator' | 'organiser', given = nothing): RouteLine => ({
  given,
  told: { ...outside, stranger: 'NOT_ALLOWED', invitee: 'NOT_ALLOWED' },
  right,
  mayKnow: right === 'organiser' ? ['organiser'] : [],
});
export const administrators = (given = nothing): RouteLine => {
  const line = only('administrator', given);
  return { ...line, told: { ...line.told, coordinator: 'NOT_ALLOWED', organiser: 'NOT_ALLOWED' } };
};

/** The same, where others are not even told that it exists. */
export const hidden = (line: RouteLine): RouteLine => ({
  ...line,
  told: Object.fromEntries(Object.entries(line.told).map(([actor, told]) => [actor, told === 'NOT_ALLOWED' ? 'NOT_FOUND' : told])) as RouteLine['told'],
});

/** For the people of a session: the invited and its organisers. */
export const peopleOf = (phase: Phase, sent: (session: SecretSession, scene: Scene) => Sent | Promise<Sent> = ({ id }) => ({ params: { id } })): RouteLine => ({
  given: async (scene) => sent(await scene.secret(phase), scene),
  told: { ...blind, organiser: 'ok' },
  right: 'invitee',
  mayKnow: ['invitee', 'organiser'],
});

/** For the organisers of a session: its invitees are told that they may not. */
export const organisersOf = (phase: Phase, sent: (session: SecretSession, scene: Scene) => Sent | Promise<Sent> = ({ id }) => ({ params: { id } })): RouteLine => ({
  given: async (scene) => sent(await scene.secret(phase), scene),
  // A draft is nobody's but its organisers': who is going to be invited knows nothing of it.
  told: { ...blind, invitee: phase === 'DRAFT' ? 'NOT_FOUND' : 'NOT_ALLOWED' },
  right: 'organiser',
  mayKnow: ['organiser', 'invitee'],
});

/** For who has the personal link; `:token` in the path. Another session's link gives that session, and no word of this one. */
export const byLink = (phase: Phase, sent: (session: SecretSession, scene: Scene) => Sent | Promise<Sent> = () => ({}), unknown: Told = 'NOT_FOUND'): RouteLine => ({
  given: async (scene) => {
    const session = await scene.secret(phase);
    const rest = await sent(session, scene);
    return { ...rest, params: { token: session.link, ...rest.params } };
  },
  told: { nobody: unknown, guest: 'ok', stranger: unknown },
  right: 'link',
  mayKnow: ['link'],
});

/** Asks another event first, over the same socket; null when that was refused. */
export type AskFirst = (event: string, input: unknown) => Promise<unknown>;

export interface EventLine {
  given: (scene: Scene, first: AskFirst) => unknown;
  told: Partial<Record<Actor, Told>> & Record<'guest' | 'stranger', Told>;
  right: Actor;
  /** Where even the right actor is told no: about what was asked, not about who asks. */
  rightTold?: Told;
}

interface EventOptions {
  sent?: (session: SecretSession, first: AskFirst) => unknown;
  /** What the link of another session brings: by default that this one does not exist. */
  guest?: Told;
}

/** A live event for the people of a session. Another session's guest, and whoever else, is told that it does not exist. */
export const eventOf = (phase: Phase, right: 'invitee' | 'organiser', { sent = ({ id }) => ({ id }), guest = 'NOT_FOUND' }: EventOptions = {}): EventLine => ({
  given: async (scene, first) => sent(await scene.secret(phase), first),
  told: { guest, stranger: 'NOT_FOUND', otherOrganiser: 'NOT_FOUND', administrator: 'NOT_FOUND', coordinator: 'NOT_FOUND' },
  right,
});
