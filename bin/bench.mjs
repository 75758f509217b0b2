// `npm run bench`: prepares what is stale and measures. `node bin/bench.mjs lists|weights|mail|start|live|notes` measures one part.
import { prepare } from './prepare.mjs';
import { NODE, refuse, start } from './run.mjs';

async function main() {
  await prepare();
  const { code } = await start(NODE, ['--disable-warning=ExperimentalWarning', 'bench/all.ts', ...process.argv.slice(2)], { stdio: ['ignore', 1, 2] }).ended;
  process.exit(code ?? 1);
}

main().catch(refuse);
