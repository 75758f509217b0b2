import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test, widths } from '../support/browser.js';
import { Nobody } from '../support/resident.js';
import { Scratch, ServerProcess } from '../support/server-process.js';
import { addsByName, addsExternal, answersOnPhone, chooses, followsUp, inDays, judges, plans, readsReport, roundsOff, sends, writeTogether, type Plot } from './steps.js';
import { eventually, isSoundAtDeskAndPhone, letter, minutePasses, query, read, type Letter, type Place } from './place.js';

const run = promisify(execFile);
const WALK_MS = 400_000;
const roles = ['organiser', 'coordinator', 'participant', 'administrator'] as const;

const plot: Plot = {
  title: 'Bouwen met minder regels',
  question: 'B1.2',
  guest: { name: 'Joke Vermeer', email: 'joke.vermeer@timmerwerk.example.nl' },
  owner: { name: 'Amrita Ramlal', email: 'amrita.ramlal@example.nl' },
};

/** The embedded PostgreSQL says in its lock file where its socket is. */
async function databaseIn(dataDir: string): Promise<string> {
  const socket = (await readFile(`${dataDir}/postgres/postmaster.pid`, 'utf8')).split('\n')[4] ?? '';
  return `postgresql://kenniskamer@localhost/kenniskamer?host=${encodeURIComponent(socket)}`;
}

async function posted(url: string, address: string): Promise<Letter[]> {
  const { items } = (await (await fetch(`${url}/post/messages.json`)).json()) as { items: { id: string; to: string }[] };
  const mine = items.filter(({ to }) => to === address).slice(0, 5);
  return Promise.all(mine.map(async ({ id }) => read(await (await fetch(`${url}/post/messages/${id}.eml`)).text())));
}

test('the whole line in a demonstration, then its restore from a copy', { timeout: WALK_MS }, async ({ browser, onTestFinished }) => {
  const scratch = await Scratch.make();
  onTestFinished(() => scratch.clear());
  await chmod(scratch.folder, 0o755); // the built-in database runs as somebody without rights, where we are root
  const dataDir = scratch.at('data');
  const server = scratch.track(ServerProcess.npm({ DATA_DIR: dataDir }));
  const url = await server.ready();
  const links = await eventually('four links', async () => {
    const found = roles.map((role) => new RegExp(`^${role} (\\S+)$`, 'm').exec(server.out)?.[1]);
    return found.every((link) => link !== undefined) && found;
  });
  const place: Place = { browser, url, databaseUrl: await databaseIn(dataDir), isSwept: true, letters: (address) => posted(url, address) };

  for (const link of links) {
    const answer = await fetch(link, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location'), /^kenniskamer=[\w-]+;.*HttpOnly/i.test(answer.headers.get('set-cookie') ?? '')]).toEqual([303, '/', true]);
  }
  const pages = [];
  for (const link of links) {
    const page = await browser.opens(new Nobody(url), new URL(link ?? '').pathname);
    pages.push(page);
    await page.getByRole('heading', { level: 1, name: 'Nu te doen' }).waitFor();
    // Something to do, or actions to watch: no role begins with nothing.
    await page.getByRole('main').locator('.kk-tasks > li, tbody tr').first().waitFor();
  }
  const [table, desk, reader, office] = pages as [Page, Page, Page, Page];
  for (const page of [table, desk]) await isSoundAtDeskAndPhone(place, page);
  await office.context().close();

  // Plan and invite: a level in a unit, a name, somebody from outside; one of them taken out again.
  const id = await plans(place, table, plot);
  await table.getByRole('button', { name: 'Groep toevoegen' }).click();
  const group = table.getByRole('form', { name: 'Groep toevoegen' });
  await chooses(table, group.getByRole('button', { name: /Niveau/ }), 'Directeuren');
  await chooses(table, group.getByRole('button', { name: /Onderdeel/ }), 'DG Wonen en Bouwen');
  await group.getByRole('button', { name: 'Voeg toe' }).click();
  await table.getByRole('heading', { name: '3 mensen' }).waitFor();
  await addsByName(table, 'Roos Akkermolen');
  await table.getByRole('heading', { name: '4 mensen' }).waitFor();
  await addsExternal(table, plot.guest);
  await table.getByRole('heading', { name: '5 mensen' }).waitFor();
  await table.getByRole('button', { name: /Yara Benhaddou/ }).click();
  await table.getByRole('heading', { name: '4 mensen' }).waitFor();
  await table.getByText('Onderwerp: Uitnodiging: Bouwen met minder regels').waitFor();
  await isSoundAtDeskAndPhone(place, table);
  await sends(table, 4);
  await table.getByText('Nog niemand van de 4 genodigden komt.').waitFor();
  // What could be undone while it was planned is behind us.
  expect(await table.getByRole('button', { name: 'Ongedaan maken' }).count()).toBe(0);
  await isSoundAtDeskAndPhone(place, table);

  // The mail, and the answer that moves the organiser's screen by itself.
  const link = await answersOnPhone(place, plot);
  await table.getByText('Eén van de 4 genodigden komt.').waitFor();
  await table.getByText('“Ik kom met de trein”').waitFor();
  expect(await place.letters('yara.benhaddou@example.nl').then((all) => all.filter(({ subject }) => subject.includes(plot.title)))).toEqual([]);
  const post = await browser.opens(new Nobody(url), '/post');
  await isSoundAtDeskAndPhone(place, post);
  await post.getByRole('link', { name: /^Uitnodiging: Bouwen met minder regels/ }).first().click();
  await post.getByRole('link', { name: 'kenniskamer.ics' }).waitFor();
  await isSoundAtDeskAndPhone(place, post);
  await post.context().close();

  // An answer that came by phone, entered with keys alone: afterwards one is where one was.
  await table.getByRole('button', { name: 'Wat wilt u doen voor Roos Akkermolen?' }).focus();
  await table.keyboard.press('Enter');
  await table.getByRole('menuitem', { name: 'Antwoord doorgeven' }).press('Enter');
  await table.getByRole('radio', { name: 'Misschien' }).press('Space');
  await table.getByRole('button', { name: 'Bewaar antwoord' }).press('Enter');
  await table.getByText(/doorgegeven door/).waitFor();
  await expect.poll(() => table.evaluate(() => document.activeElement?.getAttribute('aria-label')), { timeout: 10_000 }).toBe('Wat wilt u doen voor Roos Akkermolen?');

  // Moved, and undone within its minute: the answer is back, and nothing was mailed.
  await table.getByRole('link', { name: 'Plan', exact: true }).click();
  await table.getByRole('group', { name: 'Datum', exact: true }).getByRole('spinbutton').first().click();
  await table.keyboard.type(inDays(31));
  await table.getByRole('button', { name: 'Bewaar en meld het aan 4 mensen' }).click();
  await table.getByRole('button', { name: 'Ongedaan maken' }).click();
  await table.getByText('Ongedaan gemaakt.').first().waitFor();
  await table.getByRole('link', { name: 'Genodigden', exact: true }).click();
  await table.getByText('Eén van de 4 genodigden komt.').waitFor();

  // Taken out: a cancellation to that one alone, once the minute is over.
  await table.getByRole('row', { name: /Pieter Kloosterveld/ }).getByRole('button').click();
  await table.getByRole('menuitem', { name: 'Haal van de lijst' }).click();
  await table.getByText('Eén van de 3 genodigden komt.').waitFor();
  await isSoundAtDeskAndPhone(place, table);
  await minutePasses(place);
  const cancel = await letter(place, 'pieter.kloosterveld@example.nl', /^Gaat niet door voor u: /);
  expect(cancel.calendar).toContain('METHOD:CANCEL');
  expect(await place.letters(plot.guest.email)).toHaveLength(1);

  await writeTogether(place, table, link, id, plot);
  await roundsOff(place, table, id, plot);
  await readsReport(place, reader, id, plot);
  // The personal link now shows the report.
  const guest = await browser.opens(new Nobody(url), link, { width: widths.phone, script: false });
  await guest.getByText('We beginnen met twee proeven.').first().waitFor();
  await guest.context().close();
  await followsUp(place, desk, plot);
  await judges(place, desk, plot);

  // Stopped and copied; then a plain second start on the same folder, and one on the copy, somewhere else. People stay
  // signed in, mailed links stay valid.
  const cookies = await table.context().cookies();
  expect(await server.stop('SIGINT')).toBe(0);
  await mkdir(scratch.at('back'));
  await run('tar', ['--create', '--gzip', `--file=${scratch.at('data.tgz')}`, `--directory=${scratch.folder}`, 'data']);
  await run('tar', ['--extract', '--same-owner', '--gzip', `--file=${scratch.at('data.tgz')}`, `--directory=${scratch.at('back')}`]);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const holdsAll = async (folder: string) => {
    const there = await scratch.track(ServerProcess.bare({ DATA_DIR: folder })).ready();
    const text = await (await fetch(`${there}/api/v1/sessions/${id}/report`, { headers: { cookie } })).text();
    expect(text).toContain('We beginnen met twee proeven.');
    expect(text).toContain(`Dit schrijft ${plot.guest.name} op de telefoon.`);
    const mine = await fetch(`${there}${link}`);
    expect([mine.status, (await mine.text()).includes('We beginnen met twee proeven.')]).toEqual([200, true]);
    const counts = `select (select count(*) from "Invitation") as invitations, (select count(*) from "Audit") as audits,
      (select state from "Action" a join "Outcome" o on o.id = a."outcomeId" where o.text = 'Reken de kosten van drie regels uit.') as action`;
    return (await query(await databaseIn(folder), counts))[0];
  };
  const [same, back] = await Promise.all([holdsAll(dataDir), holdsAll(scratch.at('back/data'))]);
  expect(same).toMatchObject({ action: 'DONE' });
  expect(back).toEqual(same);
});
