import { SetMetadata } from '@nestjs/common';
import type { Messages, Topic } from './messages.js';

export const TOPIC = 'outbox topic';

/**
 * Marks a method as a handler of a topic; several may listen. It gets the payload, and may run again after a crash:
 * do what is already done without harm. Throw to be called again later.
 */
export const OnMessage =
  <T extends Topic>(topic: T) =>
  <Done extends Promise<void> | void>(target: object, name: string, descriptor: TypedPropertyDescriptor<(payload: Messages[T]) => Done>): void => {
    SetMetadata(TOPIC, topic)(target, name, descriptor);
  };
