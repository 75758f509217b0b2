import type { Language } from '@kenniskamer/shared/basics';

/** Somebody signed in, with what their roles give. Loaded once per request or socket message. */
export interface Viewer {
  id: string;
  name: string;
  email: string | null;
  language: Language;
  administrator: boolean;
  /** May plan sessions of their own. */
  organiser: boolean;
  /** The units they coordinate, with all units below them; null when no coordinator at all. */
  coordinates: string[] | null;
}

/** Somebody with a personal link: it stands for one invitation, never for an account. */
export interface Guest {
  invitationId: string;
  sessionId: string;
  personId: string;
  name: string;
  language: Language;
}

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | null;
  }
}
