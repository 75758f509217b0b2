import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../server/src/platform/config/read-settings.js';

let DATA_DIR: string;
beforeAll(async () => {
  DATA_DIR = await mkdtemp(join(tmpdir(), 'kk-settings-'));
});
afterAll(() => rm(DATA_DIR, { recursive: true }));

const read = (given: Record<string, string>) => readSettings({ DATA_DIR, ...given });
const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const DATABASE_URL = 'postgresql://kk:kk@db.example.nl/kk';
const SMTP_URL = 'smtp://mail.example.nl';

test('nothing set is a demonstration on this machine only', async () => {
  expect(await read({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: DATA_DIR,
    databaseUrl: undefined,
    smtpUrl: undefined,
    mailFrom: 'Kenniskamer <kenniskamer@example.nl>',
    replyAddress: 'antwoord@example.nl',
    publicUrl: 'http://localhost:3000',
    secret: (await readFile(join(DATA_DIR, 'SECRET'), 'utf8')).trim(),
    trustProxy: false,
    adminEmail: undefined,
    demo: true,
    logLevel: 'warn',
  });
});

test('an empty setting is none', async () => {
  expect((await read({ DATABASE_URL: '', SMTP_URL: ' ', HOST: '' })).demo).toBe(true);
});

describe('demonstration or real', () => {
  test.each([
    [{ SMTP_URL }, false],
    [{ DATABASE_URL, SMTP_URL, SECRET }, false],
    [{ HOST: '0.0.0.0', SMTP_URL, MAIL_FROM: 'kk@example.nl' }, false],
    [{ HOST: 'localhost' }, true],
    [{ HOST: '::1' }, true],
    [{ DEMO: '1', SMTP_URL }, true],
    [{ DEMO: 'TRUE', DATABASE_URL, SECRET }, true],
    [{ DEMO: '0', SMTP_URL }, false],
  ])('%o is a demonstration: %s', async (given, demo) => {
    expect((await read({ ADMIN_EMAIL: 'beheer@example.nl', ...given })).demo).toBe(demo);
  });

  test.each([
    [{ DEMO: '1', HOST: '0.0.0.0' }, /leave out HOST, or DEMO\.$/],
    [{ DEMO: '0' }, /set SMTP_URL\./],
    [{ DATABASE_URL, SECRET }, /set SMTP_URL\./],
    [{ HOST: '10.0.0.5' }, /set SMTP_URL\./],
    [{ DATABASE_URL, SMTP_URL }, /^Set SECRET beside DATABASE_URL/],
    [{ SMTP_URL }, /^Set MAIL_FROM/],
  ])('%o does not start', async (given, sentence) => {
    await expect(read(given)).rejects.toThrow(sentence);
  });
});

test('addresses of mail follow from whose it is, unless they are given', async () => {
  const real = { SMTP_URL, ADMIN_EMAIL: 'Beheer@MinVRO.example', PUBLIC_URL: 'https://kk.example.nl/' };
  expect(await read(real)).toMatchObject({
    adminEmail: 'beheer@minvro.example',
    mailFrom: 'Kenniskamer <kenniskamer@minvro.example>',
    replyAddress: 'antwoord@minvro.example',
    publicUrl: 'https://kk.example.nl',
  });
  expect(await read({ ...real, MAIL_FROM: 'Kennis & Co <kk@mail.example>', REPLY_ADDRESS: 'Antwoord@in.example' })).toMatchObject({
    mailFrom: 'Kennis & Co <kk@mail.example>',
    replyAddress: 'antwoord@in.example',
  });
});

test.each([
  ['true', true], ['1', true], ['no', false],
  ['127.0.0.1', '127.0.0.1'], ['10.0.0.0/8, ::1', '10.0.0.0/8, ::1'], ['loopback', 'loopback'],
])('TRUST_PROXY=%s', async (TRUST_PROXY, expected) => {
  expect((await read({ TRUST_PROXY })).trustProxy).toEqual(expected);
});

test.each([
  ['PORT', '70000'], ['PORT', '-1'], ['HOST', 'a b'], ['DATABASE_URL', 'mysql://x/y'], ['SMTP_URL', 'mail.example.nl'],
  ['MAIL_FROM', 'Iemand'], ['MAIL_FROM', 'A\r\nBcc: x <a@b.nl>'], ['REPLY_ADDRESS', 'antwoord+x@example.nl'],
  ['REPLY_ADDRESS', `${'a'.repeat(31)}@example.nl`], ['PUBLIC_URL', 'https://example.nl/kk'], ['PUBLIC_URL', 'kk.invalid'],
  ['SECRET', 'short'], ['TRUST_PROXY', '10.0.0.0/33'], ['TRUST_PROXY', 'maybe'], ['ADMIN_EMAIL', 'beheer@'], ['DEMO', '2'], ['LOG_LEVEL', 'loud'],
])('%s=%o is refused by name, without saying it', async (name, value) => {
  const refused = await read({ [name]: value }).catch((error: Error) => error.message);
  expect(refused).toMatch(new RegExp(`^${name} must be [^\\n]+\\.$`));
  if (value.length > 4) expect(refused).not.toContain(value);
});

test('the secret is made once, and a broken one is never replaced in silence', async () => {
  const [one, two] = await Promise.all([read({}), read({})]);
  expect(one?.secret).toMatch(/^[\da-f]{64}$/);
  expect(two?.secret).toBe(one?.secret);
  await writeFile(join(DATA_DIR, 'SECRET'), '');
  await expect(read({})).rejects.toThrow(/SECRET is too short: put the one from your backup back/);
});
