import { WebSocketGateway, type OnGatewayDisconnect } from '@nestjs/websockets';
import { RoomKey, TickPresence, TurnClock, UndoTurn } from '@kenniskamer/shared/room';
import { Acks, type LiveSocket } from '../../platform/contract/acks.js';
import { Presence } from './presence.service.js';
import { RoomClocks } from './room-clock.service.js';
import { Rooms } from './room.service.js';

/** What stands beside the note: everybody in the room comes by here, with a sign-in or with a personal link. */
@WebSocketGateway()
export class RoomGateway implements OnGatewayDisconnect {
  constructor(
    private readonly rooms: Rooms,
    private readonly clocks: RoomClocks,
    private readonly presence: Presence,
  ) {}

  @Acks('room.watch', RoomKey)
  async watch(socket: LiveSocket, { id }: RoomKey) {
    await this.rooms.enter(socket, id);
    this.presence.came(socket, id);
  }

  @Acks('room.leave', RoomKey)
  leave(socket: LiveSocket, { id }: RoomKey) {
    return this.presence.left(socket, id);
  }

  handleDisconnect(socket: LiveSocket): void {
    this.presence.gone(socket);
  }

  @Acks('clock.read', RoomKey)
  async clock(socket: LiveSocket, { id }: RoomKey) {
    return this.clocks.read(await this.rooms.require(socket, id));
  }

  @Acks('clock.turn', TurnClock)
  async turn(socket: LiveSocket, input: TurnClock) {
    return this.clocks.turn(await this.rooms.requireOrganiser(socket, input.id), input);
  }

  @Acks('clock.undo', UndoTurn)
  async undo(socket: LiveSocket, input: UndoTurn) {
    return this.clocks.undo(await this.rooms.requireOrganiser(socket, input.id), input);
  }

  @Acks('presence.read', RoomKey)
  async present(socket: LiveSocket, { id }: RoomKey) {
    return this.presence.read(await this.rooms.require(socket, id));
  }

  @Acks('presence.tick', TickPresence)
  async tick(socket: LiveSocket, input: TickPresence) {
    return this.presence.tick(await this.rooms.requireOrganiser(socket, input.id), input);
  }
}
