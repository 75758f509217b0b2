import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import type { Settings } from '../config/settings.js';
import { isOurs } from './security.js';

/** socket.io on our own port: our own pages only, and no message larger than a note's update may be. */
export class LiveAdapter extends IoAdapter {
  constructor(
    app: NestFastifyApplication,
    private readonly settings: Settings,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    return super.createIOServer(port, {
      ...options,
      serveClient: false,
      // Above what a note takes in one message (see notes), so that too much is answered with a code instead of a cut line.
      maxHttpBufferSize: 4_000_000,
      allowRequest: (request, done) => {
        const { origin, host } = request.headers;
        done(null, origin === undefined || isOurs(origin, host, this.settings));
      },
    } as ServerOptions);
  }
}
