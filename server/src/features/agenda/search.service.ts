import { Injectable } from '@nestjs/common';
import type { Found } from '@kenniskamer/shared/search';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { wordsOf } from './search.rules.js';

export interface Wanted {
  /** As typed. */
  query: string;
  words: string[];
  limit: number;
}

/** Finds things of one kind, the best first, and only what `viewer` may see. */
type Source<Kind extends keyof Found> = (viewer: Viewer, wanted: Wanted) => Promise<Found[Kind]>;

/** A few of each kind: who wants more types more. */
const limit = 10;

/** The search of the top bar. Each feature registers what it can find; what no feature finds yet stays empty. */
@Injectable()
export class Search {
  private readonly sources: { [Kind in keyof Found]: Source<Kind> } = {
    questions: () => Promise.resolve([]),
    sessions: () => Promise.resolve([]),
  };

  register<Kind extends keyof Found>(kind: Kind, source: Source<Kind>): void {
    (this.sources as Record<Kind, Source<Kind>>)[kind] = source;
  }

  async search(viewer: Viewer, query: string): Promise<Found> {
    const words = wordsOf(query);
    if (words.length === 0) return { questions: [], sessions: [] };
    const wanted = { query, words, limit };
    return {
      questions: await this.sources.questions(viewer, wanted),
      sessions: await this.sources.sessions(viewer, wanted),
    };
  }
}
