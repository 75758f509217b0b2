import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Received {
  to: string;
  raw: string;
  mail: ParsedMail;
  /** The .ics, decoded, where the mail has one. */
  calendar: string | null;
}

/** A real SMTP server that keeps what it gets. Addresses that start with `weiger` are refused, as a mail server does. */
export class PostBox {
  readonly received: Received[] = [];
  private readonly waiting: (() => void)[] = [];
  private gone = false;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) =>
      done(this.gone ? Object.assign(new Error('come back later'), { responseCode: 451 }) : null),
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('weiger') ? Object.assign(new Error('mailbox unknown'), { responseCode: 550 }) : null),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8');
        simpleParser(raw).then((mail) => {
          const attached = mail.attachments.find(({ contentType }) => contentType.startsWith('text/calendar'));
          const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
          this.received.push({ to, raw, mail, calendar: attached ? attached.content.toString('utf8') : null });
          this.waiting.splice(0).forEach((tell) => tell());
          done();
        }, done);
      });
    },
  });

  async open(): Promise<string> {
    // Who is killed breaks off; without a listener that would be an error of the test.
    this.server.on('error', () => undefined);
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the post box has no port');
    return `smtp://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  /** Takes nothing while `during` goes on: "come back later" to everybody. */
  async away(during: () => Promise<void>): Promise<void> {
    this.gone = true;
    try {
      await during();
    } finally {
      this.gone = false;
    }
  }

  /** What `address` got, oldest first. */
  of(address: string): Received[] {
    return this.received.filter(({ to }) => to === address);
  }
}
