import { randomBytes } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { fill, type Endpoint, type Given } from '@kenniskamer/shared/endpoint';
import { Failure } from '@kenniskamer/shared/failure';
import type { Database } from '../../server/src/platform/database/database.service.js';
import { COOKIE, hashOf } from '../../server/src/platform/sign-in/viewers.service.js';

/** Somebody at the door: calls without being signed in. */
export class Nobody {
  protected readonly headers: Record<string, string> = {};

  constructor(readonly url: string) {}

  /** Calls an endpoint as a browser does. A refusal is thrown as the `Failure` that it is. */
  async call<Path extends string, In extends z.ZodType, Out extends z.ZodType>(
    { method, path, input, output }: Endpoint<Path, In, Out>,
    ...[given]: object extends Given<Path, In> ? [Given<Path, In>?] : [Given<Path, In>]
  ): Promise<z.output<Out>> {
    const { params, input: value } = (given ?? {}) as { params?: Record<string, string>; input?: z.output<In> };
    const address = new URL(`/api/v1${fill(path, params)}`, this.url);
    const encoded = value === undefined ? undefined : z.encode(input, value);
    if (encoded !== undefined && (method === 'GET' || method === 'DELETE')) {
      for (const [name, one] of Object.entries(encoded as Record<string, unknown>)) {
        if (one !== undefined) for (const each of Array.isArray(one) ? one : [one]) address.searchParams.append(name, String(each));
      }
    }
    const body = encoded === undefined || method === 'GET' || method === 'DELETE' ? undefined : JSON.stringify(encoded);
    const response = await this.fetch(address.pathname + address.search, {
      method,
      body,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
    });
    const answer: unknown = response.status === 204 ? undefined : await response.json();
    if (!response.ok) throw Failure.fromProblem(answer);
    return z.decode(output, answer as z.input<Out>);
  }

  /** A bare request, redirects not followed. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, this.url), {
      redirect: 'manual',
      ...init,
      headers: { ...this.headers, origin: new URL(this.url).origin, ...(init.headers as Record<string, string> | undefined) },
    });
  }

  /** A live connection; with `link` as somebody with only a personal link. */
  async connect(auth: Record<string, unknown> = {}): Promise<Socket> {
    const socket = io(this.url, { auth, extraHeaders: this.headers, reconnection: false, forceNew: true, transports: ['websocket'] });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    return socket;
  }
}

/** A person of the house, signed in. */
export class Resident extends Nobody {
  private constructor(
    url: string,
    readonly id: string,
    readonly name: string,
    readonly email: string,
    readonly token: string,
    readonly unitId: string | null,
  ) {
    super(url);
    this.headers.cookie = `${COOKIE}=${token}`;
  }

  static async signIn(
    db: Database,
    url: string,
    person: { id: string; name: string; email: string | null; unitId: string | null },
  ): Promise<Resident> {
    const token = randomBytes(32).toString('base64url');
    await db.signIn.create({ data: { hash: hashOf(token), personId: person.id, endsAt: new Date(Date.now() + 3_600_000) } });
    return new Resident(url, person.id, person.name, person.email ?? '', token, person.unitId);
  }
}

/** Asks a live event and gives what it acks; a refusal is thrown as the `Failure` that it is. */
export async function ask(socket: Socket, event: string, input: unknown): Promise<unknown> {
  const answer: unknown = await socket.timeout(5000).emitWithAck(event, input);
  if (typeof answer === 'object' && answer !== null && 'failure' in answer) throw Failure.fromProblem(answer.failure);
  return typeof answer === 'object' && answer !== null && 'ok' in answer ? answer.ok : answer;
}
