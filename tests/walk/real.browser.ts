import { chmod } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from '../support/browser.js';
import { DebianPostgres } from '../support/debian-postgres.js';
import { PostBox } from '../support/post-box.js';
import { Scratch, ServerProcess } from '../support/server-process.js';
import { addsByName, addsExternal, answersOnPhone, asksOnPage, followsUp, judges, opensMailedLink, plans, readsReport, roundsOff, sends, signsIn, signsInByLink, writeTogether, type Plot } from './steps.js';
import { eventually, isSoundAtDeskAndPhone, query, type Place } from './place.js';

const WALK_MS = 400_000;
const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const ADMINISTRATOR = 'beheer@ministerie.example.nl';

const plot: Plot = {
  title: 'Woningen splitsen zonder wachttijd',
  question: 'B1.2',
  guest: { name: 'Joke Vermeer', email: 'joke.vermeer@timmerwerk.example.nl' },
  owner: { name: 'Amrita Jansen', email: 'amrita.jansen@ministerie.example.nl' },
};

const list = `naam;email;onderdeel;functie;niveau
Fatima El Amrani;fatima@ministerie.example.nl;;;
Marijke de Wit;marijke@ministerie.example.nl;WON;kenniscoördinator;specialist
Amrita Jansen;amrita.jansen@ministerie.example.nl;WON;directeur;directeur
`;

/** The administrator's first work: a unit, people from a file, and who may do what. */
async function setsUp(place: Place, office: Page): Promise<void> {
  await office.goto('/administration/units');
  await isSoundAtDeskAndPhone(place, office);
  await office.getByRole('button', { name: 'Voeg een onderdeel toe' }).click();
  const unit = office.getByRole('dialog', { name: 'Voeg een onderdeel toe' });
  await unit.getByLabel('Code').fill('WON');
  await unit.getByLabel('Naam', { exact: true }).fill('Directie Woningmarkt');
  await unit.getByRole('button', { name: 'Bewaar' }).click();
  await office.getByRole('cell', { name: 'Directie Woningmarkt' }).or(office.getByRole('rowheader', { name: 'Directie Woningmarkt' })).first().waitFor();
  await office.goto('/administration/people-csv');
  await office.getByLabel('Bestand').setInputFiles({ name: 'mensen.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await office.getByRole('button', { name: 'Bekijk wat er verandert' }).click();
  await office.getByRole('button', { name: 'Bewaar 3 mensen' }).waitFor();
  await isSoundAtDeskAndPhone(place, office);
  await office.getByRole('button', { name: 'Bewaar 3 mensen' }).click();
  await office.waitForURL('**/administration');
  await grants(office, 'Fatima El Amrani', 'Organisator');
  await grants(office, 'Marijke de Wit', 'Coördinator', 'Directie Woningmarkt');
  await isSoundAtDeskAndPhone(place, office);
}

async function grants(office: Page, name: string, role: string, unit?: string): Promise<void> {
  await office.goto('/administration');
  await office.getByRole('link', { name }).click();
  const form = office.getByRole('form', { name: 'Geef een rol' });
  await form.getByRole('button', { name: /Geef een rol/ }).click();
  await office.getByRole('option', { name: role }).click();
  if (unit) {
    await form.getByRole('button', { name: /Onderdeel/ }).click();
    await office.getByRole('option', { name: new RegExp(unit) }).click();
  }
  await form.getByRole('button', { name: 'Geef deze rol' }).click();
  await office.getByText(`${name} is nu ${role.toLowerCase()}.`).first().waitFor();
}

test('for real, on Debian’s PostgreSQL: from nobody to a closed action; a restart, a demonstration and a restore', { timeout: WALK_MS }, async ({ browser, onTestFinished }) => {
  const scratch = await Scratch.make();
  await chmod(scratch.folder, 0o755);
  const post = new PostBox();
  const smtp = await post.open();
  const postgres = await DebianPostgres.start(scratch.at('postgres'));
  onTestFinished(async () => {
    await Promise.all(scratch.started.map((server) => server.stop()));
    await postgres.stop();
    await post.close();
    await scratch.clear();
  });
  const databaseUrl = await postgres.makes('kenniskamer');
  const settings = {
    DATABASE_URL: databaseUrl,
    SECRET,
    SMTP_URL: smtp,
    MAIL_FROM: 'Kenniskamer <kenniskamer@ministerie.example.nl>',
    REPLY_ADDRESS: 'antwoord@ministerie.example.nl',
    ADMIN_EMAIL: ADMINISTRATOR,
    DATA_DIR: scratch.at('data'),
  };
  const first = scratch.track(ServerProcess.npm(settings));
  const url = await first.ready();
  const other = scratch.track(ServerProcess.bare({ ...settings, DATA_DIR: scratch.at('other') })); // meanwhile
  // The next starts are where the cookies and links of this one lead.
  const here = { ...settings, PORT: new URL(url).port };
  const letters: Place['letters'] = async (address) => post.of(address).map(({ mail, calendar }) => ({ subject: mail.subject ?? '', text: mail.text ?? '', calendar })).reverse();
  const place: Place = { browser, url, databaseUrl, isSwept: false, letters };
  expect(first.out).not.toContain('/demo/');
  for (const path of ['/post', '/post/messages.json']) expect((await fetch(`${url}${path}`)).status).toBe(404);

  const office = await opensMailedLink(place, ADMINISTRATOR);
  await isSoundAtDeskAndPhone(place, office);
  await signsIn(office);
  await setsUp(place, office);
  await office.context().close();

  expect(await other.refusal()).toEqual({ code: 1, said: 'Another Kenniskamer runs on this database; stop that one first.' });

  const table = await signsInByLink(place, 'fatima@ministerie.example.nl', asksOnPage);
  const id = await plans(place, table, plot);
  await addsByName(table, 'Amrita Jansen');
  await table.getByRole('heading', { name: '1 mens' }).waitFor();
  await addsExternal(table, plot.guest);
  await table.getByRole('heading', { name: '2 mensen' }).waitFor();
  await sends(table, 2);
  const link = await answersOnPhone(place, plot);
  await table.getByText('Eén van de 2 genodigden komt.').waitFor();
  await writeTogether(place, table, link, id, plot);

  // A restart keeps everything: who was signed in writes on. And a demonstration does not touch this database.
  expect(await first.stop('SIGTERM')).not.toBe(1);
  expect(await scratch.track(ServerProcess.bare({ DATABASE_URL: databaseUrl, SECRET, DATA_DIR: scratch.at('data'), DEMO: '1' })).refusal()).toEqual({
    code: 1,
    said: 'This database is real, no demonstration; for a demonstration, give another data folder (DATA_DIR), or leave out DEMO.',
  });
  const second = scratch.track(ServerProcess.bare(here));
  await second.ready();
  await table.reload();
  await table.getByRole('textbox', { name: 'Tekst van het verslag' }).getByText('We beginnen met twee proeven.').waitFor();
  await table.locator('.kk-room__saved[data-waiting="0"]').waitFor();

  await roundsOff(place, table, id, plot);
  await readsReport(place, await signsInByLink(place, plot.owner.email), id, plot);
  const desk = await signsInByLink(place, 'marijke@ministerie.example.nl');
  await followsUp(place, desk, plot);
  await judges(place, desk, plot);

  // Restore, as docs/operations.md has it: dumped while it runs, put back into an empty database, same SECRET.
  const counts = `select (select count(*) from "Audit") as audits, (select count(*) from "Invitation") as invitations, (select count(*) from "Outcome") as outcomes, (select count(*) from "Action" where state = 'DONE') as done`;
  await eventually('the judgement is kept', async () => (await query(databaseUrl, `select from "Audit" where act = 'question.judged'`)).length > 0);
  const held = await query(databaseUrl, counts);
  const dump = scratch.at('kenniskamer.dump');
  await postgres.runs('pg_dump', ['--format=custom', '--no-owner', `--file=${dump}`, databaseUrl]);
  await second.stop();
  const restored = await postgres.makes('kenniskamer_back');
  await postgres.runs('pg_restore', ['--no-owner', '--exit-on-error', `--dbname=${restored}`, dump]);
  expect(await query(restored, counts)).toEqual(held);
  const mails = post.received.length;
  await scratch.track(ServerProcess.bare({ ...here, DATABASE_URL: restored })).ready();
  await table.goto(`/sessions/${id}/report`);
  await table.getByText('We beginnen met twee proeven.').first().waitFor();
  expect((await (await fetch(`${url}${link}`)).text()).includes('We beginnen met twee proeven.')).toBe(true);
  expect(post.received.length).toBe(mails); // nothing is mailed twice
});
