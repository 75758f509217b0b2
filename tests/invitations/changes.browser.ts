import { changeSession, readSession } from '@kenniskamer/shared/session';
import { addAudienceLine } from '@kenniskamer/shared/invitation';
import type { Page } from 'playwright-core';
import { readCalendar } from '../support/calendar.js';
import { expect, test } from '../support/browser.js';
import { aDraft, aSent } from '../support/plan.js';

const act = async (page: Page, name: string, item: string) => {
  await page.getByRole('button', { name: `Wat wilt u doen voor ${name}?` }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('a wrong address is put right, somebody taken out is asked again, and the kenniskamer is called off', async ({ house, browser }) => {
  const organiser = await house.organiser({ name: 'Fatima El Amrani' });
  const ilse = await house.participant({ name: 'Ilse Dijkgraaf', email: 'weiger.ilse@example.nl' });
  const ruben = await house.participant({ name: 'Ruben Hofstra' });
  const { id } = await aSent(house, organiser, [ilse, ruben]);
  const table = await browser.opens(organiser, `/sessions/${id}/invitees`);

  // What the mail server refused stands with that person, with its reason; the right address gets a mail at once.
  await table.getByRole('row', { name: /Ilse Dijkgraaf/ }).getByText('Niet aangekomen').waitFor();
  await act(table, 'Ilse Dijkgraaf', 'Adres nakijken');
  const address = table.getByRole('dialog', { name: 'Adres van Ilse Dijkgraaf' });
  await address.getByText(/De mailserver zei: .*mailbox unknown/).waitFor();
  await browser.isSound(table);
  await address.getByLabel('E-mailadres').fill('ilse@elders.example.nl');
  await address.getByRole('button', { name: 'Verstuur opnieuw' }).click();
  await table.getByText('De uitnodiging gaat naar ilse@elders.example.nl.').first().waitFor();
  await house.settled();
  await table.getByRole('row', { name: /Ilse Dijkgraaf/ }).getByText('Verstuurd', { exact: true }).waitFor();
  expect(house.post.of('ilse@elders.example.nl').map(({ calendar }) => readCalendar(calendar ?? '').method)).toEqual(['REQUEST']);

  // Taken out, and once that was told asked again: in a calendar it is the same appointment.
  await act(table, 'Ruben Hofstra', 'Haal van de lijst');
  await table.getByText('De enige genodigde heeft niet toegezegd.').waitFor();
  // The row is gone, with the button that had the focus: it stays at the row that stands there now.
  await table.getByRole('button', { name: 'Wat wilt u doen voor Ilse Dijkgraaf?' }).and(table.locator(':focus')).waitFor();
  await house.minutePasses();
  await table.getByRole('link', { name: /Van de lijst/ }).click();
  await act(table, 'Ruben Hofstra', 'Nodig opnieuw uit');
  await table.getByText('Nog niemand van de 2 genodigden komt.').waitFor();
  await table.getByRole('link', { name: /Iedereen/ }).click();
  await house.minutePasses();
  const told = house.post.of(ruben.email).map(({ calendar }) => readCalendar(calendar ?? ''));
  expect(told.map(({ method }) => method)).toEqual(['REQUEST', 'CANCEL', 'REQUEST']);
  expect(new Set(told.map(({ uid }) => uid)).size).toBe(1);
  expect(told.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);

  // Called off; the first time it is thought better of, and nobody hears of that.
  const callsOff = async () => {
    await table.getByRole('button', { name: 'Zeg de kenniskamer af' }).click();
    const dialog = table.getByRole('dialog', { name: 'Kenniskamer afzeggen' });
    await dialog.getByLabel('Reden').fill('De spreker is ziek.');
    await dialog.getByRole('button', { name: 'Zeg af en meld het aan 2 mensen' }).click();
    await dialog.waitFor({ state: 'detached' });
    await table.getByText('De kenniskamer is afgezegd. 2 mensen krijgen bericht.').waitFor();
  };
  await callsOff();
  await table.getByRole('button', { name: 'Ongedaan maken' }).click();
  await table.getByText('Ongedaan gemaakt. Er gaat geen e-mail weg.').waitFor();
  await house.minutePasses();
  expect(house.post.of(ruben.email)).toHaveLength(3);
  await callsOff();
  await browser.isSound(table);
  await house.minutePasses();
  for (const one of [ruben.email, 'ilse@elders.example.nl']) {
    const last = house.post.of(one).at(-1);
    expect(readCalendar(last?.calendar ?? '').method).toBe('CANCEL');
    expect(last?.mail.text).toContain('De spreker is ziek.');
  }
  expect(house.post.of(ilse.email)).toEqual([]);
  await table.getByText('Afgezegd', { exact: true }).first().waitFor();
  await table.getByRole('button', { name: 'Zeg de kenniskamer af' }).waitFor({ state: 'detached' });
});

test('what others change meanwhile: the list of choices stays, a group is shown anew, and the same field asks whose text stays', async ({ house, browser }) => {
  const organiser = await house.organiser({ name: 'Noor Aziz' });
  const unit = await house.unit({ name: 'Directie Woningmarkt' });
  const first = await house.participant({ name: 'Marijke de Wit', unitId: unit.id, level: 'DIRECTOR' });
  await house.participant({ name: 'Henk Terpstra' });
  const session = await aDraft(organiser);
  const params = { id: session.id };
  await organiser.call(addAudienceLine, { params, input: { level: 'DIRECTOR', unitId: unit.id } });
  const change = async (input: Record<string, unknown>) => {
    const { planning } = await organiser.call(readSession, { params });
    return organiser.call(changeSession, { params, input: { revision: planning?.revision ?? 0, ...input } });
  };
  await house.settled();
  const page = await browser.opens(organiser, `/sessions/${session.id}/plan`);
  await page.getByRole('button', { name: 'Verstuur 1 uitnodiging' }).waitFor();

  // Somebody types a name while, above it, what another saved comes in and moves the page.
  const field = page.getByRole('combobox', { name: 'Naam of e-mailadres' });
  await field.evaluate((it) => it.scrollIntoView({ block: 'start' }));
  await field.click();
  await page.keyboard.type('Henk', { delay: 30 });
  const choices = page.getByRole('listbox');
  await choices.getByRole('option', { name: /Henk Terpstra/ }).waitFor();
  const below = async () => Math.round(((await choices.boundingBox())?.y ?? 0) - ((await field.boundingBox())?.y ?? 0));
  const distance = await below();
  await change({ items: [1, 2, 3].map((n) => ({ id: crypto.randomUUID(), title: `Punt ${n}`, minutes: 10, speaker: null, questionIds: [] })) });
  await page.getByLabel('Titel van onderdeel 3').waitFor();
  // A scroll is told with the next picture.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await field.getAttribute('aria-expanded')).toBe('true');
  await expect.poll(below).toBe(distance);
  await page.keyboard.press('Escape');
  await field.fill('');
  await house.settled();

  // A director more, of whom the page has not heard yet: nothing is sent, until the organiser has seen who.
  let hears = () => {};
  const untilThen = new Promise<void>((resolve) => (hears = resolve));
  await page.route('**/audience', async (route) => (await untilThen, route.continue()));
  const second = await house.participant({ name: 'Yara Benhaddou', unitId: unit.id, level: 'DIRECTOR' });
  const refusal = page.waitForResponse((response) => response.status() === 409);
  await page.getByRole('button', { name: 'Verstuur 1 uitnodiging' }).click();
  await refusal;
  hears();
  await page.getByText('De groep is intussen veranderd. Er is niets verstuurd.').waitFor();
  await page.getByText('Erbij: Yara Benhaddou.').waitFor();
  await browser.isSound(page);
  expect(house.post.of(first.email)).toEqual([]);
  await page.getByRole('button', { name: 'Verstuur 2 uitnodigingen' }).click();
  await page.waitForURL('**/invitees');
  await house.settled();
  expect([first, second].map(({ email }) => house.post.of(email).length)).toEqual([1, 1]);

  // Both change the room.
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  const room = page.getByLabel('Zaal', { exact: true });
  await room.fill('Mijn zaal');
  await change({ place: 'Zaal van de ander' });
  await page.getByText('Iemand veranderde net ook: plaats. Wat u typte, staat er nog.').waitFor();
  expect(await room.inputValue()).toBe('Mijn zaal');
  await browser.isSound(page);
  await page.getByRole('button', { name: 'Neem hun tekst over' }).click();
  await expect.poll(() => room.inputValue()).toBe('Zaal van de ander');
  await room.fill('Toch mijn zaal');
  await change({ place: 'Een derde zaal' });
  await page.getByRole('button', { name: 'Bewaar mijn tekst' }).click();
  await page.getByRole('button', { name: 'Bewaar en meld het aan 2 mensen' }).click();
  await page.getByText('Bewaard. De e-mail gaat over een minuut weg.').waitFor();
  expect((await organiser.call(readSession, { params })).place).toBe('Toch mijn zaal');
  await house.minutePasses();
  expect(house.post.of(first.email).at(-1)?.mail.text).toContain('Toch mijn zaal');
});
