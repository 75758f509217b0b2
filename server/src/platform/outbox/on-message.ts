import { SetMetadata } from '@nestjs/common';
import type { Messages, Topic } from './messages.js';

export const TOPIC = 'outbox topic';

/** What a handler is for: a topic, and how many of its messages it takes at once (absent: one). */
export interface Handles {
  topic: Topic;
  batch?: number;
}

/**
 * Marks a method as a handler of a topic; several may listen. It gets the payload, and may run again after a crash:
 * do what is already done without harm. Throw to be called again later.
 */
export const OnMessage =
  <T extends Topic>(topic: T) =>
  <Done extends Promise<void> | void>(target: object, name: string, descriptor: TypedPropertyDescriptor<(payload: Messages[T]) => Done>): void => {
    SetMetadata(TOPIC, { topic } satisfies Handles)(target, name, descriptor);
  };

/**
 * Marks a method as the handler of a topic that comes in hundreds: it gets up to `batch` payloads at once, and answers
 * per payload with the error because of which it must come again, or null. Throwing gives them all back. Such a topic
 * has this one handler.
 */
export const OnMessages =
  <T extends Topic>(topic: T, batch: number) =>
  (target: object, name: string, descriptor: TypedPropertyDescriptor<(payloads: Messages[T][]) => Promise<(Error | null)[]>>): void => {
    SetMetadata(TOPIC, { topic, batch } satisfies Handles)(target, name, descriptor);
  };
