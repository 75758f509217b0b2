import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How often, in how many seconds. */
const budgets = {
  /** Sign-in links asked for one address: enough for a mail that is slow, too few to fill somebody's inbox. */
  'link to address': { points: 10, duration: 900 },
  /** Personal links asked at the code on the wall for one address. */
  'door to address': { points: 5, duration: 900 },
  /** Points that one person puts on the list of a room, and presses of support. */
  'points of person': { points: 20, duration: 600 },
  'support of person': { points: 120, duration: 60 },
  /** Uses of one token, right or wrong. */
  token: { points: 60, duration: 60 },
  /** Wrong tokens from one IP address. Only failures count: a ministry shares one. */
  'failure from ip': { points: 60, duration: 900 },
} as const;
export type Budget = keyof typeof budgets;

/** Keeps count in memory: there is one server. Whoever asks too often is told `TOO_MANY`, with the seconds to wait. */
@Injectable()
export class Limits {
  private readonly limiters = new Map(
    Object.entries(budgets).map(([name, budget]) => [name, new RateLimiterMemory({ keyPrefix: name, ...budget })]),
  );

  async spend(budget: Budget, key: string): Promise<void> {
    try {
      await this.limiters.get(budget)?.consume(key);
    } catch (spent) {
      if (!(spent instanceof RateLimiterRes)) throw spent;
      throw new Failure('TOO_MANY', { values: { seconds: Math.ceil(spent.msBeforeNext / 1000) } });
    }
  }

  /** Throws `failure`, or `TOO_MANY` after too many from `ip`. What is right is never refused for its neighbours' failures. */
  async fail(ip: string, failure: Failure): Promise<never> {
    await this.spend('failure from ip', ip);
    throw failure;
  }
}
