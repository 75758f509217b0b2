// `npm run endurance`: what `npm test` does three times to a server with twenty writers, thirty times.
import { prepare } from './prepare.mjs';
import { leaveWithNpm, NODE, refuse, start } from './run.mjs';

async function main() {
  leaveWithNpm(() => process.kill(process.pid, 'SIGTERM'));
  await prepare();
  const args = ['--disable-warning=ExperimentalWarning', 'node_modules/vitest/vitest.mjs', 'run', 'tests/notes/killed.test.ts'];
  const { code } = await start(NODE, args, { stdio: ['ignore', 1, 1], env: { ...process.env, KILLS: process.argv[2] ?? '30' } }).ended;
  process.exit(code ?? 1);
}

main().catch(refuse);
