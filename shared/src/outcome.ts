import { z } from './configure-zod.js';
import { Id } from './basics.js';

/** What a line of the note can be: besluit, inzicht, witte vlek, actie. In the order in which they are shown. */
export const OutcomeKind = z.enum(['DECISION', 'INSIGHT', 'WHITE_SPOT', 'ACTION']);
export type OutcomeKind = z.infer<typeof OutcomeKind>;

/**
 * An outcome is these attributes on the paragraph that is there (in a list too), never another node: attributes merge,
 * a change of type deletes what somebody else types in it at that moment. They are text, since a merge replaces an
 * attribute whole and y-tiptap compares with `===`.
 */
export const outcomeAttributes = { blockId: 'blockId', kind: 'outcome', questions: 'questions' } as const;

/** Made by the browser that marks the line; the key of an outcome is (note, block id). */
export const BlockId = z.string().regex(/^[A-Za-z0-9_-]{8,36}$/);
export type BlockId = z.infer<typeof BlockId>;

/** `crypto.randomUUID` is undefined on a page that comes over plain http from an address in the house. */
export function newBlockId(): BlockId {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(36).padStart(2, '0')).join('');
}

/** As many questions as one outcome can be about. */
export const MAX_OUTCOME_QUESTIONS = 20;

export const questionsAttribute = (ids: readonly string[]): string => [...new Set(ids)].slice(0, MAX_OUTCOME_QUESTIONS).join(' ');

/** The question ids in an attribute, in order and once each. What is no id is left out: the text may come from anybody. */
export function questionsIn(attribute: unknown): string[] {
  if (typeof attribute !== 'string') return [];
  const ids = attribute.split(' ').filter((id) => Id.safeParse(id).success);
  return [...new Set(ids)].slice(0, MAX_OUTCOME_QUESTIONS);
}
