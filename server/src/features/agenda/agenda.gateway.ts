import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AgendaRoom } from '@kenniskamer/shared/agenda';
import { Failure } from '@kenniskamer/shared/failure';
import { Acks, viewerOf, type LiveSocket } from '../../platform/contract/acks.js';
import { Live } from '../../platform/live/live.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';

/** Open screens of the agenda and its questions. All who are signed in may read those. */
@Injectable()
export class AgendaGateway implements OnModuleInit {
  constructor(private readonly live: Live) {}

  onModuleInit(): void {
    this.live.guard('agenda', ({ data: { viewer } }) => Promise.resolve(viewer !== null));
  }

  @Acks('agenda.watch', AgendaRoom)
  async watch(socket: LiveSocket, { id }: AgendaRoom): Promise<void> {
    viewerOf(socket);
    if (!(await this.live.enter(socket, 'agenda', id))) throw new Failure('NOT_FOUND');
  }

  @OnMessage('question.changed')
  tellOfQuestion({ questionId }: Messages['question.changed']): void {
    this.live.tell('agenda', 'current', 'agenda.changed', { questionId });
  }

  @OnMessage('agenda.adopted')
  tellOfEdition({ editionId }: Messages['agenda.adopted']): void {
    this.live.tell('agenda', 'current', 'agenda.changed', { editionId });
  }
}
