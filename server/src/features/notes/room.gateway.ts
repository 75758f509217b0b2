import { WebSocketGateway, type OnGatewayDisconnect } from '@nestjs/websockets';
import { AddPoint, NamePoints, RemovePoint, RoomKey, SupportPoint, TakePoint, TickPresence, TurnClock, UndoTurn } from '@kenniskamer/shared/room';
import { Acks, type LiveSocket } from '../../platform/contract/acks.js';
import { KnownBefore } from './known.service.js';
import { Points } from './points.service.js';
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
    private readonly points: Points,
    private readonly known: KnownBefore,
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

  @Acks('points.read', RoomKey)
  async list(socket: LiveSocket, { id }: RoomKey) {
    return this.points.read(await this.rooms.require(socket, id));
  }

  @Acks('points.add', AddPoint)
  async add(socket: LiveSocket, input: AddPoint) {
    return this.points.add(await this.rooms.require(socket, input.id), input);
  }

  @Acks('points.support', SupportPoint)
  async support(socket: LiveSocket, input: SupportPoint) {
    return this.points.support(await this.rooms.require(socket, input.id), input);
  }

  @Acks('points.remove', RemovePoint)
  async remove(socket: LiveSocket, input: RemovePoint) {
    return this.points.remove(await this.rooms.require(socket, input.id), input);
  }

  @Acks('points.take', TakePoint)
  async take(socket: LiveSocket, input: TakePoint) {
    return this.points.take(await this.rooms.requireOrganiser(socket, input.id), input);
  }

  @Acks('points.name', NamePoints)
  async name(socket: LiveSocket, input: NamePoints) {
    return this.points.name(await this.rooms.requireOrganiser(socket, input.id), input);
  }

  @Acks('known.read', RoomKey)
  async before(socket: LiveSocket, { id }: RoomKey) {
    return this.known.read(await this.rooms.require(socket, id));
  }
}
