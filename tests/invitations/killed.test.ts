import { Database } from '../../server/src/platform/database/database.service.js';
import { readCalendar } from '../support/calendar.js';
import { describe, expect, test } from '../support/house.js';
import { anInvitation, aSentSession } from '../support/invite.js';
import { ServerProcess } from '../support/server-process.js';

const PEOPLE = 30;

describe('a server that is killed while it sends', () => {
  test('sends the rest after its restart, nobody gets more than one mail twice, and then it is the same mail', { timeout: 120_000 }, async ({ house }) => {
    const organiser = await house.organiser();
    const session = await aSentSession(house, organiser.id);
    // Held back until this process is gone: another one is going to send.
    const people = await Promise.all(Array.from({ length: PEOPLE }, () => house.participant()));
    for (const { id } of people) await anInvitation(house, session.id, id, { notBefore: new Date(Date.now() + 3_600_000) });
    await house.stop();
    const db = new Database(house.databaseUrl);
    await db.outbox.updateMany({ where: { topic: 'invitation.sync' }, data: { notBefore: new Date() } });
    const start = () =>
      ServerProcess.bare({
        DATABASE_URL: house.databaseUrl,
        SMTP_URL: house.settings.smtpUrl ?? '',
        SECRET: house.settings.secret,
        MAIL_FROM: house.settings.mailFrom,
        REPLY_ADDRESS: house.settings.replyAddress,
        PUBLIC_URL: 'http://127.0.0.1:3000',
        ADMIN_EMAIL: 'beheer@example.nl',
        DATA_DIR: house.settings.dataDir,
      });
    const got = () => people.map(({ email }) => house.post.of(email));
    const arrived = () => got().filter((mails) => mails.length > 0).length;

    const first = start();
    while (arrived() < 5) await Promise.race([new Promise((resume) => setTimeout(resume, 2)), first.ended.then((code) => Promise.reject(new Error(`${code}: ${first.err}`)))]);
    await first.stop('SIGKILL');

    const second = start();
    try {
      const open = () => db.outbox.count({ where: { topic: 'invitation.sync', doneAt: null } });
      while ((await open()) > 0) await Promise.race([new Promise((resume) => setTimeout(resume, 50)), second.ended.then((code) => Promise.reject(new Error(`${code}: ${second.err}`)))]);
    } finally {
      await second.stop();
    }
    for (const mails of got()) {
      expect([1, 2]).toContain(mails.length);
      expect(new Set(mails.map(({ mail }) => mail.messageId)).size).toBe(1);
      expect(new Set(mails.map(({ calendar }) => calendar)).size).toBe(1);
      expect(readCalendar(mails[0]?.calendar ?? '').sequence).toBe(0);
    }
    expect(await db.mail.groupBy({ by: ['state'], _count: true, where: { aboutId: session.id } })).toEqual([{ state: 'SENT', _count: PEOPLE }]);
    await db.$disconnect();
    await house.start();
  });
});
