import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const shared = fileURLToPath(new URL('shared/src/', import.meta.url));

/** What lasts longest, in that order: begun last, one worker would be busy with it while the others have nothing left. */
const LONG = [/\/walk\//, /\/(waiting\.browser|starting\.test|killed\.test|cluster\.test)\.ts$/, /\.browser\.ts$/, /\/routes\.test\.ts$/];
const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex((one) => one.test(moduleId));
  return at < 0 ? LONG.length : at;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  resolve: {
    // Tests, and the server's source that they import, read `shared` as it is now, not as it was last built.
    alias: [{ find: /^@kenniskamer\/shared\/(.*)$/, replacement: `${shared}$1.ts` }],
  },
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.browser.ts'],
    globalSetup: ['tests/support/cluster.setup.ts'],
    // Processes, not threads: a PostgreSQL that a test starts is told when the *thread* that started it ends.
    pool: 'forks',
    // Each brings a server, and some a browser: they wait for each other half of the time, so three fill two cores.
    maxWorkers: 3,
    // A worker reads the server's code once for all its files: seven seconds of a core for each file otherwise.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    allowOnly: false,
  },
});
