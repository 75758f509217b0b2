// What must stand before anything can run: packages, the database client, and both builds. Each step looks whether
// what it makes is still right, by content, and then costs milliseconds.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE, Refusal, ROOT, run, runQuietly } from './run.mjs';

export async function prepare() {
  await install();
  await generate();
  await build();
}

async function install() {
  if (isInstalled()) return;
  say('installing packages (about a minute)');
  // The npm that called us, where one did: a second one in PATH may be older.
  const npm = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  await run('npm ci', npm[0], [...npm[1], 'ci', '--include=dev', '--no-audit', '--no-fund']);
  if (!existsSync(NODE)) {
    throw new Refusal('npm ci left no node_modules/.bin/node: allow install scripts (npm config delete ignore-scripts) and start again.');
  }
}

/** npm writes down what it really installed, last of all. Equal to the lockfile, optional packages apart: installed. */
function isInstalled() {
  const found = readJson('node_modules/.package-lock.json');
  if (!found || !existsSync(NODE)) return false;
  const wanted = Object.entries(readJson('package-lock.json').packages);
  return wanted.every(([path, { version, link, optional }]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true; // a workspace of ours
    const there = found.packages[path];
    return there ? link || there.version === version : optional === true;
  });
}

async function generate() {
  const print = fingerprint(['prisma/schema.prisma', 'prisma/models', 'prisma.config.ts'], [version('prisma')]);
  await unlessStamped('prisma', print, ['server/src/platform/database/generated/client.ts'], async () => {
    say('generating the database client');
    await runQuietly('prisma generate', NODE, ['node_modules/prisma/build/index.js', 'generate']);
  });
}

const COMMON = ['package-lock.json', 'tsconfig.base.json', 'shared'];

async function build() {
  const server = fingerprint([...COMMON, 'server']);
  const client = fingerprint([...COMMON, 'client']);
  await Promise.all([
    unlessStamped('server', server, ['server/dist/main.js'], async () => {
      say('building the server');
      await run('The build of the server', NODE, ['node_modules/typescript/bin/tsc', '-b', 'server']);
    }),
    unlessStamped('client', client, ['client/dist/index.html'], async () => {
      say('building the pages');
      await run('The build of the pages', NODE, ['../node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], { cwd: join(ROOT, 'client') });
    }),
  ]);
}

/** Does `work` unless it was done on the same input and what it makes is there. */
async function unlessStamped(name, print, outputs, work) {
  const stamp = join(ROOT, '.stamp', name);
  const isDone = existsSync(stamp) && readFileSync(stamp, 'utf8') === print && outputs.every((path) => existsSync(join(ROOT, path)));
  if (isDone) return;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(join(ROOT, '.stamp'), { recursive: true });
  writeFileSync(stamp, print);
}

const MADE = new Set(['node_modules', 'dist', 'dist-types', 'generated']);

/** A hash of the files at `paths`, by name and content: modification times change at every checkout. */
function fingerprint(paths, words = []) {
  const hash = createHash('sha256');
  const add = (path) => {
    for (const entry of readdirSync(join(ROOT, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (MADE.has(entry.name) || entry.name.startsWith('.')) continue;
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory()) add(below);
      else hash.update(`${below}\0`).update(readFileSync(join(ROOT, below)));
    }
  };
  for (const path of paths) {
    if (/\.\w+$/.test(path)) hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)));
    else add(path);
  }
  return hash.update(words.join('\0')).digest('hex');
}

function version(name) {
  return readJson(`node_modules/${name}/package.json`)?.version ?? '';
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function say(what) {
  console.error(`kenniskamer: ${what} …`);
}
