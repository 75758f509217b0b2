import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { SETTINGS, type Settings } from '../config/settings.js';

/** How many mails it keeps; the oldest go. */
const KEEPS = 2000;
const LARGEST = 10_000_000;

/**
 * The mail server of a demonstration: a real SMTP conversation on a port of this machine only, every mail a file in the
 * data folder, as it was sent. Addresses that begin with `weiger` are refused, to show what that looks like.
 */
@Injectable()
export class PostOffice implements OnModuleDestroy {
  private readonly folder: string;
  private server: SMTPServer | undefined;
  private listening: Promise<string> | undefined;
  private last = 0;
  private kept: string[] = [];

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.folder = join(this.settings.dataDir, 'post');
  }

  /** Its address; the first call opens it. */
  url(): Promise<string> {
    this.listening ??= this.open();
    return this.listening;
  }

  /** The ids of all kept mails, newest first. */
  async ids(): Promise<string[]> {
    await this.url();
    return this.kept.toReversed();
  }

  /** The mail as it was sent; null for an id that is not one of ours. */
  async read(id: string): Promise<Buffer | null> {
    await this.url();
    return this.kept.includes(id) ? readFile(this.file(id)) : null;
  }

  async onModuleDestroy(): Promise<void> {
    const { server } = this;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  private async open(): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    this.kept = (await readdir(this.folder)).flatMap((name) => (/^\d+\.eml$/.test(name) ? [name.slice(0, -4)] : [])).toSorted(byNumber);
    this.last = Number(this.kept.at(-1) ?? 0);
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      size: LARGEST,
      closeTimeout: 1000,
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('weiger') ? Object.assign(new Error('5.1.1 mailbox unknown'), { responseCode: 550 }) : null),
      onData: (stream, _session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => void this.keep(Buffer.concat(parts)).then(() => done(), done));
      },
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    // A connection that breaks off is the sender's to mend; without a listener it would end this process.
    server.on('error', () => undefined);
    const address = server.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the post office has no port');
    return `smtp://127.0.0.1:${address.port}`;
  }

  private async keep(raw: Buffer): Promise<void> {
    const id = String(++this.last);
    // Written beside and renamed: a crash leaves no half a mail.
    await writeFile(join(this.folder, `${id}.part`), raw, { mode: 0o600 });
    await rename(join(this.folder, `${id}.part`), this.file(id));
    this.kept.push(id);
    this.kept.sort(byNumber);
    for (const old of this.kept.splice(0, Math.max(0, this.kept.length - KEEPS))) await rm(this.file(old), { force: true });
  }

  private file(id: string): string {
    return join(this.folder, `${id}.eml`);
  }
}

const byNumber = (one: string, other: string) => Number(one) - Number(other);
