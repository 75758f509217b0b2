// `npm start`: makes ready what is not, then becomes the server's doorman. Plain Node 20, since nothing is installed yet.
import { prepare } from './prepare.mjs';
import { exitCode, leaveWithNpm, NODE, Refusal, refuse, ROOT, start } from './run.mjs';

/** The packages' Node 24 wants glibc; without it (Alpine) only a Node 24 of the system's own will do, with a database elsewhere. */
function serverNode() {
  const { header } = process.platform === 'linux' ? process.report.getReport() : { header: { glibcVersionRuntime: 'not Linux' } };
  if (header.glibcVersionRuntime) return NODE;
  if (Number(process.versions.node.split('.')[0]) >= 24 && process.env.DATABASE_URL) return process.execPath;
  throw new Refusal('Kenniskamer needs a Linux with glibc, such as Debian; without it (Alpine) Node 24 or newer and DATABASE_URL.');
}

async function main() {
  const node = serverNode();
  await prepare();
  // The fourth, a channel between us, closes when this process is gone, however it went: then the server stops too.
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
  // Prisma loads relations within a transaction side by side on one connection. pg queues them and warns that its next
  // major version will not; we pin this one, and whoever starts us can do nothing about it.
  const quiet = ['--disable-warning=ExperimentalWarning', '--disable-warning=DeprecationWarning'];
  // What V8 makes of some two thousand files is kept, so that the next start need not make it again.
  const env = { NODE_COMPILE_CACHE: `${ROOT}node_modules/.cache/node`, ...process.env };
  const server = start(node, [...quiet, `${ROOT}server/dist/main.js`], { stdio, env, cwd: process.cwd() });
  leaveWithNpm(() => server.child.kill('SIGTERM'));
  const { code, signal } = await server.ended;
  process.exit(exitCode(code, signal));
}

main().catch(refuse);
