import { readSession } from '@kenniskamer/shared/session';
import { reply } from '@kenniskamer/shared/invitation';
import { expect } from '../support/house.js';
import { test } from '../support/browser.js';
import { aDraft, aSent, sendTo } from '../support/plan.js';

test('an organiser plans as they type, chooses people and sends; the invitee answers and the list moves by itself', async ({ house, browser }) => {
  await house.agenda();
  const organiser = await house.organiser({ name: 'Fatima El Amrani' });
  const invitee = await house.participant({ name: 'Marijke de Wit', level: 'DG' });
  await house.participant({ name: 'Ruben Hofstra', level: 'DIRECTOR' });

  const table = await browser.opens(organiser, '/sessions/new?question=A1.3');
  await table.getByLabel('Titel').fill('Rijksregie door de ogen van burgers');
  await table.getByRole('button', { name: 'Begin met plannen' }).click();
  await table.waitForURL('**/plan');
  await table.getByRole('link', { name: 'A1.3' }).first().waitFor();

  await table.getByLabel('Wat wilt u na afloop weten of besluiten?').fill('Waar roept rijksregie weerstand op?');
  const day = table.getByRole('group', { name: 'Datum' });
  await day.getByRole('spinbutton').first().click();
  await table.keyboard.type('03122030');
  await table.getByRole('group', { name: 'Van', exact: true }).getByRole('spinbutton').first().click();
  await table.keyboard.type('1330');
  await table.getByRole('group', { name: 'Tot', exact: true }).getByRole('spinbutton').first().click();
  await table.keyboard.type('1230');
  await table.getByText('Vul een eindtijd in die na 13.30 uur ligt.').first().waitFor();
  await table.getByRole('group', { name: 'Tot', exact: true }).getByRole('spinbutton').first().click();
  await table.keyboard.type('1500');
  await table.getByLabel('Zaal', { exact: true }).fill('De Werkplaats, zaal 2.14');
  await table.getByRole('button', { name: 'Onderdeel', exact: true }).click();
  await table.getByLabel('Titel van onderdeel 1').fill('Welkom en wat we al weten');

  await table.getByRole('combobox', { name: 'Naam of e-mailadres' }).click();
  await table.keyboard.type('Marijke', { delay: 30 });
  // By the keyboard, as somebody does who types.
  const byName = table.getByRole('combobox', { name: 'Naam of e-mailadres' });
  await table.getByRole('option', { name: /Marijke de Wit/ }).waitFor();
  await expect
    .poll(async () => (await table.keyboard.press('ArrowDown'), byName.getAttribute('aria-activedescendant')), { timeout: 15_000 })
    .not.toBeNull();
  await table.keyboard.press('Enter');
  await table.getByRole('heading', { name: '1 mens' }).waitFor();
  await table.getByText(/Opgeslagen om/).waitFor();
  await table.reload();
  await table.getByLabel('Wat wilt u na afloop weten of besluiten?').waitFor();
  expect(await table.getByLabel('Wat wilt u na afloop weten of besluiten?').inputValue()).toBe('Waar roept rijksregie weerstand op?');
  expect(await table.getByLabel('Titel van onderdeel 1').inputValue()).toBe('Welkom en wat we al weten');
  await browser.isSound(table);

  await table.getByRole('button', { name: 'Verstuur 1 uitnodiging' }).click();
  await table.waitForURL('**/invitees');
  await table.getByText('Eén uitnodiging is verstuurd.').waitFor();
  await table.getByRole('cell', { name: 'Nog geen antwoord' }).waitFor();

  const id = /sessions\/([^/]+)/.exec(table.url())?.[1] ?? '';
  await invitee.call(reply, { params: { id }, input: { partstat: 'ACCEPTED', remark: 'Tot dan' } });
  await house.settled();
  await table.getByText('De enige genodigde komt.').waitFor();
  await table.getByText('“Tot dan”').waitFor();
});

test('what was sent changes only by its button, and one minute long that can be undone', async ({ house, browser }) => {
  const organiser = await house.organiser();
  const invitee = await house.participant();
  const { id } = await aSent(house, organiser, [invitee]);
  const page = await browser.opens(organiser, `/sessions/${id}/plan`);
  await page.getByLabel('Zaal', { exact: true }).fill('Een andere zaal');
  await page.getByRole('button', { name: 'Bewaar en meld het aan één mens' }).click();
  await page.getByText('De wijziging (plaats) gaat naar één mens.').waitFor();
  expect((await organiser.call(readSession, { params: { id } })).place).toBe('Een andere zaal');
  await page.getByRole('button', { name: 'Ongedaan maken' }).first().click();
  await page.getByText('Ongedaan gemaakt.').waitFor();
  expect((await organiser.call(readSession, { params: { id } })).place).toBe('De Werkplaats, zaal 2.14');
});

test('two organisers in one plan: other fields join, the same field asks', async ({ house, browser }) => {
  const organiser = await house.organiser({ name: 'Noor Aziz' });
  const session = await aDraft(organiser, { goal: 'Eerst' });
  const page = await browser.opens(organiser, `/sessions/${session.id}/plan`);
  const again = await browser.opens(organiser, `/sessions/${session.id}/plan`);
  await page.getByLabel('Zaal', { exact: true }).fill('Zaal van de een');
  await page.getByText(/Opgeslagen om/).waitFor();
  await again.getByLabel('Titel', { exact: true }).fill('Titel van de ander');
  await expect.poll(() => organiser.call(readSession, { params: { id: session.id } }), { timeout: 15_000 }).toMatchObject({ place: 'Zaal van de een', title: 'Titel van de ander' });
  await expect.poll(() => page.getByLabel('Titel', { exact: true }).inputValue(), { timeout: 15_000 }).toBe('Titel van de ander');
});

test('a participant sees the session and answers; a stranger is told that it is not there', async ({ house, browser }) => {
  const [organiser, invitee, stranger] = [await house.organiser(), await house.participant(), await house.participant()];
  const session = await aDraft(organiser, { title: 'Wonen in 2050', goal: 'Regels\nschrappen' });
  await sendTo(organiser, session.id, [invitee]);
  const page = await browser.opens(invitee, `/sessions/${session.id}`);
  await page.getByRole('button', { name: 'Ik kom' }).click();
  await page.getByText('Uw antwoord is nu: u komt.').waitFor();
  await browser.isSoundEverywhere(page);
  const list = await browser.opens(invitee, '/sessions');
  await list.getByRole('link', { name: 'Wonen in 2050' }).waitFor();
  await browser.isSoundEverywhere(list);
  for (const path of ['', '/plan', '/invitees']) {
    const shut = await browser.opens(stranger, `/sessions/${session.id}${path}`);
    await shut.getByRole('heading', { name: 'Deze pagina is er niet, of is niet voor u' }).waitFor();
    expect(await shut.content()).not.toContain('Wonen in 2050');
  }
  const plan = await browser.opens(invitee, `/sessions/${session.id}/plan`);
  await plan.getByRole('heading', { name: 'Deze pagina is er niet, of is niet voor u' }).waitFor();
});
