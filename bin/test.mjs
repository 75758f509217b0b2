// `npm test`: installs what is absent, builds, and then checks everything. `node bin/test.mjs PATH…` runs only those
// test files. The last line is always `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { leaveWithNpm, NODE, Refusal, refuse, start } from './run.mjs';

/** What the tests need of the system: a browser, an ordinary PostgreSQL as a ministry runs it, a second reader of .ics. */
const NEEDED = [
  { package: 'chromium-headless-shell', isThere: () => existsSync('/usr/bin/chromium-headless-shell') },
  { package: 'postgresql', isThere: () => existsSync('/usr/lib/postgresql') },
  { package: 'python3-icalendar', isThere: () => spawnSync('/usr/bin/python3', ['-c', 'import icalendar']).status === 0 },
];

function installSystemPackages() {
  const missing = NEEDED.filter((one) => !one.isThere()).map((one) => one.package);
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) throw new Refusal(`The tests need ${missing.join(', ')}. On Debian, as root: ${command}`);
  console.error(`kenniskamer: installing ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('sh', ['-c', command], { stdio: ['ignore', 2, 2], env });
  if (status !== 0) throw new Refusal(`Installing ${missing.join(', ')} failed; what apt-get said stands above.`);
}

/** One program that must end with 0, counted as one check. */
async function check(name, args) {
  const began = Date.now();
  const { code } = await start(NODE, args, { stdio: ['ignore', 1, 1] }).ended;
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runTests(paths) {
  const folder = mkdtempSync(join(tmpdir(), 'kenniskamer-report-'));
  const report = join(folder, 'report.json');
  try {
    const args = ['run', ...paths, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await start(NODE, ['--disable-warning=ExperimentalWarning', 'node_modules/vitest/vitest.mjs', ...args], { stdio: ['ignore', 1, 1] }).ended;
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that does not load has no tests to fail, and an error outside any test fails none.
    const failed = numFailedTests || numFailedTestSuites || (code === 0 ? 0 : 1);
    return { passed: numPassedTests, failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  const paths = process.argv.slice(2);
  leaveWithNpm(() => process.kill(process.pid, 'SIGTERM'));
  installSystemPackages();
  await prepare();
  const results = [];
  if (paths.length === 0) {
    const lint = check('lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']);
    results.push(...(await Promise.all([lint, check('types', ['node_modules/typescript/bin/tsc', '-b'])])));
  }
  results.push(await runTests(paths));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 ? 0 : 1);
}

main().catch(refuse);
