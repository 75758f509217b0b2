import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import { ACKS, type Answer, type LiveSocket } from '../contract/acks.js';
import { COOKIE, Viewers } from '../sign-in/viewers.service.js';
import { Live } from './live.service.js';
import { Guests } from '../sign-in/guests.service.js';

/** Lets sockets in: a sign-in cookie, a personal link (`auth.link`), or both. Nobody else gets a connection. Binds what answers their events. */
@WebSocketGateway()
export class LiveGateway implements OnGatewayInit {
  constructor(
    private readonly live: Live,
    private readonly viewers: Viewers,
    private readonly guests: Guests,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  afterInit(server: Server): void {
    this.live.attach(server);
    server.use((socket: Socket, next) => {
      this.recognise(socket as unknown as LiveSocket).then(
        (known) => next(known ? undefined : new Error('SIGN_IN_NEEDED')),
        () => next(new Error('UNAVAILABLE')),
      );
    });
    const answers = this.findAnswers();
    server.on('connection', (socket: Socket) => {
      for (const [event, answer] of answers) {
        socket.on(event, (...given: unknown[]) => {
          const ack = typeof given.at(-1) === 'function' ? (given.pop() as (answer: object) => void) : undefined;
          void answer(socket as unknown as LiveSocket, given.length > 1 ? given : given[0]).then(ack);
        });
      }
    });
  }

  /** What is marked with `@Acks`, wherever it stands. */
  private findAnswers(): Map<string, Answer> {
    const answers = new Map<string, Answer>();
    for (const { instance } of this.discovery.getProviders()) {
      const it: unknown = instance;
      const prototype: unknown = typeof it === 'object' && it !== null ? Object.getPrototypeOf(it) : null;
      if (typeof prototype !== 'object' || prototype === null) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const method: unknown = Reflect.get(prototype, name);
        const event: unknown = typeof method === 'function' ? Reflect.getMetadata(ACKS, method) : undefined;
        if (typeof method !== 'function' || typeof event !== 'string') continue;
        if (answers.has(event)) throw new Error(`${event} is answered twice`);
        answers.set(event, method.bind(it) as Answer);
      }
    }
    return answers;
  }

  private async recognise(socket: LiveSocket): Promise<boolean> {
    const { auth, headers } = socket.handshake;
    const cookie = cookieOf(headers.cookie, COOKIE);
    const link: unknown = auth.link;
    socket.data.viewer = await this.viewers.fromCookie(cookie);
    socket.data.guest = typeof link === 'string' ? await this.guests.fromLink(link) : null;
    const chosen: unknown = auth.language;
    socket.data.language =
      chosen === 'nl' || chosen === 'en' ? chosen : (socket.data.viewer?.language ?? socket.data.guest?.language ?? 'nl');
    return socket.data.viewer !== null || socket.data.guest !== null;
  }
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
