// The floor: a relay of bare `ws`, one room per path, that looks at nothing and stores nothing. Prints its port.
import { WebSocketServer } from 'ws';

const rooms = new Map();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket, { url }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on('close', () => room.delete(socket));
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket) other.send(data);
  });
});
server.on('listening', () => console.log(`ready http://127.0.0.1:${server.address().port}`));
