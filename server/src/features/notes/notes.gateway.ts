import { WebSocketGateway, type OnGatewayDisconnect } from '@nestjs/websockets';
import { AskPart, bytesOf, LeaveNote, OpenNote, SendCaret, SendUpdate } from '@kenniskamer/shared/note';
import type { z } from 'zod';
import { Acks, type LiveSocket } from '../../platform/contract/acks.js';
import { Notes } from './notes.service.js';
import { NoteRooms } from './note-rooms.service.js';

@WebSocketGateway()
export class NotesGateway implements OnGatewayDisconnect {
  constructor(
    private readonly notes: Notes,
    private readonly rooms: NoteRooms,
  ) {}

  @Acks('note.open', OpenNote)
  open(socket: LiveSocket, input: z.output<typeof OpenNote>) {
    return this.notes.open(socket, input);
  }

  @Acks('note.update', SendUpdate)
  update(socket: LiveSocket, { sessionId, generation, update, more }: z.output<typeof SendUpdate>) {
    const bytes = typeof update === 'string' ? Buffer.from(update, 'base64') : bytesOf(update);
    return more ? this.notes.bring(socket, sessionId, bytes) : this.notes.update(socket, sessionId, generation, bytes);
  }

  @Acks('note.part', AskPart)
  part(socket: LiveSocket, { sessionId, part }: z.output<typeof AskPart>) {
    return this.notes.part(socket, sessionId, part);
  }

  @Acks('note.caret', SendCaret)
  caret(socket: LiveSocket, { sessionId, caret }: z.output<typeof SendCaret>) {
    return this.notes.caret(socket, sessionId, caret);
  }

  @Acks('note.leave', LeaveNote)
  leave(socket: LiveSocket, { sessionId }: z.output<typeof LeaveNote>) {
    return this.notes.leave(socket, sessionId);
  }

  handleDisconnect(socket: LiveSocket): Promise<void> {
    return this.rooms.leaveAll(socket.id);
  }
}
