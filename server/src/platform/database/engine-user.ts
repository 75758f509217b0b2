import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { CannotStart } from '../config/cannot-start.js';

/** PostgreSQL refuses to run as root; where we are root, it runs as `nobody` or as the data folder's owner. */
const NOBODY = 65534;

/** As whom PostgreSQL runs, and what goes before its command line for that. */
export interface EngineUser {
  uid: number;
  gid: number;
  prefix: string[];
}

export async function engineUser(dataDir: string): Promise<EngineUser> {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  const setpriv = findSetpriv();
  if (uid !== 0) return { uid, gid, prefix: setpriv ? [setpriv, '--pdeathsig=INT'] : [] };
  if (!setpriv) {
    throw new CannotStart(
      'The built-in database does not run as root without setpriv (Debian: package util-linux). Start as an ordinary user, or set DATABASE_URL.',
    );
  }
  const owner = await stat(dataDir);
  // initdb wants its user to have a name, which a bind-mounted folder's owner may lack in a container.
  const nobody = owner.uid === 0 || !(await hasName(owner.uid));
  const as = nobody ? { uid: NOBODY, gid: NOBODY } : { uid: owner.uid, gid: owner.gid };
  return {
    ...as,
    prefix: [
      setpriv,
      // The clone may lie in a folder that only root may enter. Without this securebit, changing the uid
      // empties the capability sets that `access()` looks at, and initdb cannot find its own files.
      '--securebits=+no_setuid_fixup',
      `--reuid=${as.uid}`,
      `--regid=${as.gid}`,
      '--clear-groups',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
      '--pdeathsig=INT', // when we are killed, it stops by itself
    ],
  };
}

async function hasName(uid: number): Promise<boolean> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return users.split('\n').some((line) => line.split(':')[2] === String(uid));
}

function findSetpriv(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/bin'];
  return folders.filter(Boolean).map((folder) => join(folder, 'setpriv')).find(existsSync);
}
