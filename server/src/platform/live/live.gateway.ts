import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import type { LiveSocket } from '../contract/acks.js';
import { COOKIE, Viewers } from '../sign-in/viewers.service.js';
import { Live } from './live.service.js';
import { Guests } from '../sign-in/guests.service.js';

/** Lets sockets in: a sign-in cookie, a personal link (`auth.link`), or both. Nobody else gets a connection. */
@WebSocketGateway()
export class LiveGateway implements OnGatewayInit {
  constructor(
    private readonly live: Live,
    private readonly viewers: Viewers,
    private readonly guests: Guests,
  ) {}

  afterInit(server: Server): void {
    this.live.attach(server);
    server.use((socket: Socket, next) => {
      this.recognise(socket as unknown as LiveSocket).then(
        (known) => next(known ? undefined : new Error('SIGN_IN_NEEDED')),
        () => next(new Error('UNAVAILABLE')),
      );
    });
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
