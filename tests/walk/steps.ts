import { askSignInLink } from '@kenniskamer/shared/sign-in';
import type { Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { widths } from '../support/browser.js';
import { Nobody } from '../support/resident.js';
import { beganAgo, eventually, letter, linkIn, sweep, type Place } from './place.js';

/** What is planned and said in a walk; the places differ in who the people are. */
export interface Plot {
  title: string;
  /** Code of the question that it is about. */
  question: string;
  guest: { name: string; email: string };
  owner: { name: string; email: string };
}

const note = (page: Page) => page.getByRole('textbox', { name: 'Tekst van het verslag' });
const noteIsSaved = (page: Page) => page.locator('.kk-room__saved[data-waiting="0"]').waitFor();
const type = async (page: Page, group: string, digits: string) => {
  await page.getByRole('group', { name: group, exact: true }).getByRole('spinbutton').first().click();
  await page.keyboard.type(digits);
};

/** `03122030`: as one types a day in its field. */
const typed = (day: Date): string => [day.getDate(), day.getMonth() + 1].map((part) => String(part).padStart(2, '0')).join('') + String(day.getFullYear());
export const inDays = (days: number): string => typed(new Date(Date.now() + days * 86_400_000));

/** A title makes a draft; the rest is kept as it is typed. Gives the session's id. */
export async function plans(place: Place, table: Page, { title, question }: Plot): Promise<string> {
  await table.getByRole('link', { name: 'Kenniskamer plannen' }).first().click();
  await table.getByLabel('Titel').fill(title);
  await sweep(place, table);
  await table.getByRole('button', { name: 'Begin met plannen' }).click();
  await table.waitForURL('**/plan');
  await table.getByLabel('Wat wilt u na afloop weten of besluiten?').fill('Wat kunnen we in 2027 anders doen?');
  await table.getByRole('combobox', { name: 'Vraag toevoegen' }).click();
  await table.keyboard.type(question, { delay: 20 });
  await table.getByRole('option', { name: new RegExp(`^${question.replaceAll('.', '\\.')}\\b`) }).first().click();
  await table.getByRole('button', { name: new RegExp(`Haal ${question} weg|${question}`) }).first().waitFor();
  await type(table, 'Datum', inDays(30));
  await type(table, 'Van', '1330');
  await type(table, 'Tot', '1500');
  await table.getByLabel('Zaal', { exact: true }).fill('De Werkplaats, zaal 2.14');
  await table.getByRole('button', { name: 'Onderdeel', exact: true }).click();
  await table.getByLabel('Titel van onderdeel 1').fill('Wat we al weten');
  await table.getByRole('button', { name: 'Onderdeel', exact: true }).click();
  await table.getByLabel('Titel van onderdeel 2').fill('Wat spreken we af?');
  await table.getByText(/Opgeslagen om/).waitFor();
  return /sessions\/([^/]+)/.exec(table.url())?.[1] ?? '';
}

/**
 * Types into a field that searches, and takes the choice with this name by the arrow and Enter, as somebody does who types.
 * `left`: what the field says afterwards. Tried until it is taken: the list is filled anew while one types, and what the mouse goes down on may be gone when it comes up.
 */
async function picks(field: Locator, typed: string, name: string, left: string): Promise<void> {
  await field.click();
  await field.pressSequentially(typed, { delay: 20 });
  await eventually(`the choice ${name}`, async () => {
    await field.press('ArrowDown');
    const id = await field.getAttribute('aria-activedescendant');
    if (id === null || !(await field.evaluate((_, one) => document.getElementById(one)?.innerText ?? '', id)).includes(name)) return false;
    await field.press('Enter');
    const isTaken = await vi.waitUntil(async () => (await field.inputValue()) === left, { timeout: 2000 }).catch(() => false);
    if (!isTaken) await field.fill(typed);
    return isTaken;
  });
}

/** Opens a list and takes a choice, until the field says so: what the mouse goes down on may be gone when it comes up. */
export async function chooses(page: Page, field: Locator, name: string): Promise<void> {
  await eventually(`the choice ${name}`, async () => {
    if ((await field.innerText()).includes(name)) return true;
    const choice = page.getByRole('option', { name });
    if (!(await choice.isVisible())) await field.click();
    await choice.click();
    return false;
  });
}

export const addsByName = (table: Page, name: string): Promise<void> => picks(table.getByRole('combobox', { name: 'Naam of e-mailadres' }), name.slice(0, -1), name, '');

export async function addsExternal(table: Page, { name, email }: { name: string; email: string }): Promise<void> {
  await table.getByRole('combobox', { name: 'Naam of e-mailadres' }).click();
  await table.keyboard.type(email);
  await table.keyboard.press('Enter');
  const form = table.getByRole('form', { name: 'Iemand van buiten' });
  await form.getByLabel('Naam', { exact: true }).fill(name);
  await form.getByRole('button', { name: 'Voeg toe' }).click();
  await form.waitFor({ state: 'detached' });
}

/** Sends to `count`, and arrives at the invitees. */
export async function sends(table: Page, count: number): Promise<void> {
  await table.getByRole('button', { name: count === 1 ? 'Verstuur 1 uitnodiging' : `Verstuur ${count} uitnodigingen` }).click();
  await table.waitForURL('**/invitees');
}

/** On a phone, without account and without a script. Gives the personal link's path. */
export async function answersOnPhone(place: Place, { guest, title }: Plot): Promise<string> {
  const mail = await letter(place, guest.email, /^Uitnodiging: /);
  expect(mail.subject).toContain(title);
  expect(mail.calendar?.match(/^ATTENDEE/gm)).toHaveLength(1);
  expect(mail.calendar).toContain('METHOD:REQUEST');
  const link = linkIn(mail, 'invitation');
  const phone = await place.browser.opens(new Nobody(place.url), link, { width: widths.phone, script: false });
  await phone.getByRole('heading', { name: title }).waitFor();
  await phone.getByLabel('Wilt u iets doorgeven?').fill('Ik kom met de trein');
  await phone.getByRole('button', { name: 'Ik kom' }).click();
  await phone.getByRole('heading', { name: /^U komt\. Tot / }).waitFor();
  await phone.context().close();
  if (place.isSwept) await sweep(place, await place.browser.opens(new Nobody(place.url), link, { width: widths.phone }));
  return link;
}

/** A line at the end of the note, captured as what it is. */
async function captures(page: Page, line: string, kind: string): Promise<void> {
  await page.keyboard.type(line);
  await page.getByRole('toolbar', { name: 'Leg deze regel vast als' }).getByRole('button', { name: kind }).click();
  await page.getByRole('group', { name: new RegExp(`^${kind}`) }).first().waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
}

/** It has begun: the guest writes by the personal link, the organiser captures; both see both. */
export async function writeTogether(place: Place, table: Page, link: string, sessionId: string, { guest, owner, title, question }: Plot): Promise<void> {
  await beganAgo(place, sessionId, { minutes: 20, lasting: 90 });
  const phone = await place.browser.opens(new Nobody(place.url), link, { width: widths.phone });
  await phone.getByRole('link', { name: 'Naar het verslag' }).click();
  await phone.waitForURL('**/note*');
  await note(phone).locator('p').first().click();
  await phone.keyboard.type(`Dit schrijft ${guest.name} op de telefoon.`);

  await table.goto('/');
  await table.getByRole('link', { name: `Naar het verslag: ${title}` }).click();
  await note(table).getByText(`Dit schrijft ${guest.name} op de telefoon.`).waitFor();
  await note(table).locator('p').last().click();
  await captures(table, 'We beginnen met twee proeven.', 'Besluit');
  await captures(table, 'Kleine gemeenten missen mensen.', 'Inzicht');
  await captures(table, 'Niemand kent de kosten per regel.', 'Witte vlek');
  await captures(table, 'Reken de kosten van drie regels uit.', 'Actie');
  // The only question of this kenniskamer is theirs by itself.
  for (const kind of ['Besluit', 'Inzicht', 'Witte vlek', 'Actie']) await table.getByRole('group', { name: `${kind} bij ${question}` }).waitFor();
  await table.getByRole('group', { name: /^Actie/ }).getByRole('button', { name: 'Kies eigenaar en datum' }).click();
  const dialog = table.getByRole('dialog', { name: 'Eigenaar en datum van deze actie' });
  await picks(dialog.getByRole('combobox', { name: /Eigenaar/ }), owner.name.slice(0, 6), owner.name, owner.name);
  await dialog.getByRole('spinbutton').first().click();
  await table.keyboard.type(inDays(2));
  await dialog.getByRole('button', { name: 'Bewaar' }).click();
  await dialog.waitFor({ state: 'detached' });
  await table.getByRole('group', { name: /^Actie/ }).getByText(owner.name).waitFor();
  await phone.getByRole('group', { name: /^Witte vlek/ }).waitFor();
  await noteIsSaved(table);
  await noteIsSaved(phone);
  await sweep(place, table);
  await sweep(place, phone);
  await phone.context().close();
}

/** Afterwards: who was there, and definitief. */
export async function roundsOff(place: Place, table: Page, sessionId: string, { guest, title }: Plot): Promise<void> {
  await beganAgo(place, sessionId, { minutes: 120, lasting: 90 });
  await table.goto('/');
  await table.getByRole('link', { name: `Rond af: ${title}` }).click();
  // Who opened the note is proposed.
  expect(await table.getByRole('checkbox', { name: new RegExp(guest.name) }).isChecked()).toBe(true);
  await sweep(place, table);
  await table.getByRole('button', { name: /^Rond af: / }).click();
  await table.getByRole('button', { name: 'Maak definitief en mail de link' }).click();
  await table.getByText(/Het verslag is definitief, versie 1/).waitFor();
  await sweep(place, table);
}

/** The report, on the screen and in Word. */
export async function readsReport(place: Place, reader: Page, sessionId: string, { title, owner, guest }: Plot): Promise<void> {
  await reader.goto(`/sessions/${sessionId}`);
  await reader.getByRole('link', { name: 'Lees het verslag' }).or(reader.getByRole('link', { name: /verslag|rapport/i })).first().click();
  await reader.waitForURL('**/report');
  await reader.getByRole('heading', { level: 1, name: title }).waitFor();
  for (const text of ['We beginnen met twee proeven.', 'Kleine gemeenten missen mensen.', 'Niemand kent de kosten per regel.', `Dit schrijft ${guest.name} op de telefoon.`, owner.name]) {
    await reader.getByText(text).first().waitFor();
  }
  await sweep(place, reader);
  const [download] = await Promise.all([reader.waitForEvent('download'), reader.getByRole('link', { name: 'Word-bestand' }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.docx$/);
  const stream = await download.createReadStream();
  const bytes: Buffer[] = [];
  for await (const part of stream) bytes.push(part as Buffer);
  expect(Buffer.concat(bytes).subarray(0, 2).toString()).toBe('PK');
}

/** The coordinator asks, the owner answers from the mail, the coordinator closes. */
export async function followsUp(place: Place, desk: Page, { owner }: Plot): Promise<void> {
  const action = 'Reken de kosten van drie regels uit.';
  await desk.goto('/actions');
  await desk.getByRole('link', { name: action }).click();
  await desk.getByRole('heading', { level: 1, name: action }).waitFor();
  await sweep(place, desk);
  await desk.getByRole('button', { name: 'Vraag naar stand' }).click();
  await desk.getByText(`${owner.name} krijgt een mail met de vraag hoe het staat.`).first().waitFor();

  const mail = await letter(place, owner.email, /^Hoe staat het met: /);
  const phone = await place.browser.opens(new Nobody(place.url), linkIn(mail, 'action'), { width: widths.phone });
  await sweep(place, phone);
  await phone.getByRole('radio', { name: 'Bezig' }).check();
  await phone.getByLabel('Opmerking').fill('Twee van de drie zijn af.');
  await phone.getByRole('button', { name: 'Bewaar' }).click();
  await phone.getByText(/^Bewaard\. Dank u wel/).waitFor();
  await phone.context().close();

  await desk.getByText('Twee van de drie zijn af.').first().waitFor();
  await desk.getByRole('button', { name: 'Klaar melden' }).click();
  await desk.getByRole('button', { name: 'Weer openen' }).waitFor();
  await sweep(place, desk);
}

/** On the question's page: what came out, and what we know now. */
export async function judges(place: Place, desk: Page, { question }: Plot): Promise<void> {
  await desk.goto(`/questions/${question}`);
  await desk.getByText('We beginnen met twee proeven.').first().waitFor();
  await desk.getByRole('button', { name: 'Beoordeel' }).or(desk.getByRole('button', { name: 'Oordeel aanpassen' })).first().click();
  await desk.getByRole('radio', { name: /Deels beantwoord/ }).check({ force: true });
  await desk.getByLabel('Waarom?').fill('Twee proeven zijn besloten; de kosten weten we nog niet.');
  await desk.getByRole('button', { name: 'Bewaar oordeel' }).click();
  await desk.getByText('Twee proeven zijn besloten; de kosten weten we nog niet.').first().waitFor();
  await sweep(place, desk);
}

/** The page behind the mailed link, in a fresh browser: its button signs in. */
export const opensMailedLink = async (place: Place, email: string): Promise<Page> =>
  place.browser.opens(new Nobody(place.url), linkIn(await letter(place, email, /^Uw link voor Kenniskamer/), 'sign-in'));

export async function signsIn(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Meld mij aan' }).click();
  await page.getByRole('heading', { name: 'Nu te doen' }).waitFor();
  return page;
}

/** Signs in by a link that is asked for first. */
export async function signsInByLink(place: Place, email: string, asks = asksByCall): Promise<Page> {
  const before = (await place.letters(email)).length;
  await asks(place, email);
  await eventually(`a sign-in link for ${email}`, async () => (await place.letters(email)).length > before);
  return signsIn(await opensMailedLink(place, email));
}

const asksByCall = ({ url }: Place, email: string): Promise<unknown> => new Nobody(url).call(askSignInLink, { input: { email, next: '/' } });

/** Asks for a link on the page for it. */
export async function asksOnPage({ browser, url }: Place, email: string): Promise<void> {
  const page = await browser.opens(new Nobody(url), '/sign-in');
  await page.getByLabel('E-mailadres').fill(email);
  await page.getByRole('button', { name: 'Stuur mij een link' }).click();
  await page.getByRole('heading', { name: 'Kijk in uw e-mail' }).waitFor();
  await page.context().close();
}
