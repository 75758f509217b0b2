import { randomBytes, randomUUID } from 'node:crypto';
import { chown, link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDataFolder } from '../database/data-folder.js';
import { CannotStart } from './cannot-start.js';

/** The secret in the data folder, made at the first start. Links in mails are made with it: whoever has it can forge them. */
export async function keptSecret(dataDir: string): Promise<string> {
  const file = join(await openDataFolder(dataDir), 'SECRET');
  const kept = await read(file);
  if (kept !== null) return kept;
  // Written beside and then linked: a start that is killed, or two at once, never leave half a secret or two.
  const fresh = `${file}-new-${randomUUID()}`;
  await writeFile(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  if (process.getuid?.() === 0) await giveToOwner(fresh, dataDir);
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') return rename(fresh, file); // a disk without hard links
  });
  await rm(fresh, { force: true });
  return keptSecret(dataDir);
}

async function read(file: string): Promise<string | null> {
  try {
    const secret = (await readFile(file, 'utf8')).trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new CannotStart(`The secret in ${file} cannot be read (${code}): start as the user who made it.`);
  }
  throw new CannotStart(`The secret in ${file} is too short: put the one from your backup back, or remove it, after which links in mails that were sent no longer work.`);
}

/** Root starts today, the folder's owner tomorrow. */
async function giveToOwner(file: string, dataDir: string): Promise<void> {
  const { uid, gid } = await stat(dataDir);
  await chown(file, uid, gid);
}
