import { WebSocketGateway } from '@nestjs/websockets';
import { RoomKey, TurnClock, UndoTurn } from '@kenniskamer/shared/room';
import { Acks, type LiveSocket } from '../../platform/contract/acks.js';
import { RoomClocks } from './room-clock.service.js';
import { Rooms } from './room.service.js';

/** What stands beside the note: everybody in the room comes by here, with a sign-in or with a personal link. */
@WebSocketGateway()
export class RoomGateway {
  constructor(
    private readonly rooms: Rooms,
    private readonly clocks: RoomClocks,
  ) {}

  @Acks('room.watch', RoomKey)
  watch(socket: LiveSocket, { id }: RoomKey) {
    return this.rooms.enter(socket, id);
  }

  @Acks('clock.read', RoomKey)
  clock(socket: LiveSocket, { id }: RoomKey) {
    return this.clocks.read(socket, id);
  }

  @Acks('clock.turn', TurnClock)
  turn(socket: LiveSocket, input: TurnClock) {
    return this.clocks.turn(socket, input);
  }

  @Acks('clock.undo', UndoTurn)
  undo(socket: LiveSocket, input: UndoTurn) {
    return this.clocks.undo(socket, input);
  }
}
