// Hocuspocus in memory; its flushDelay may be given. Prints its address.
import { Server } from '@hocuspocus/server';

const [delay] = process.argv.slice(2);
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false, ...(delay === undefined ? {} : { flushDelay: Number(delay) }) });
await server.listen();
console.log(`ready http://127.0.0.1:${server.address.port}`);
