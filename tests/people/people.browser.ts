import { randomUUID } from 'node:crypto';
import { aKamer } from '../notes/kamer.js';
import { describe, expect, test, widths } from '../support/browser.js';

describe('administration', () => {
  test('every page is sound, wide in Dutch and on a phone in English', { timeout: 300_000 }, async ({ house, browser }) => {
    const ministry = await house.unit({ name: 'Ministerie van Proeven', kind: 'MINISTRY' });
    const unit = await house.unit({ name: 'Directie Proefnemingen', parentId: ministry.id });
    const person = await house.coordinator({ name: 'Willemijn van den Boogaard-Ouazzani', unitId: unit.id, level: 'DIRECTOR' });
    const { id } = await aKamer(house, { organiser: person, confidentiality: 'CHATHAM_HOUSE' });
    await house.db.session.update({ where: { id }, data: { ending: { create: { byId: person.id } }, finalisation: { create: { byId: person.id, version: 1 } } } });
    await house.db.point.create({ data: { id: randomUUID(), sessionId: id, text: `Dat zei ${person.name}`, authorId: person.id } });
    const pages = ['/administration', `/administration/people/${person.id}`, '/administration/people/new', '/administration/units', '/administration/positions', '/administration/people-csv', '/administration/audit', '/administration/chatham-house', '/me'];
    const page = await browser.opens(await house.administrator(), '/');
    for (const path of pages) {
      await page.goto(path);
      await page.locator('h1').waitFor();
      await browser.isSound(page);
      await browser.fits(page);
    }
    await page.goto('/administration/chatham-house');
    await page.getByRole('button', { name: 'Controleer alle kenniskamers' }).press('Enter');
    await page.getByText('1 kenniskamer gecontroleerd. In 1 daarvan staat een spoor.').waitFor();
    await page.getByText('Punten uit de zaal: 1 verwijzing naar een persoon, 1 naam.').waitFor();
    expect(await page.locator('main').innerText()).not.toContain(person.name);
    await browser.isSound(page);
    const english = await browser.opens(await house.administrator({ language: 'en' }), '/', { width: widths.phone, language: 'en' });
    for (const path of pages) {
      await english.goto(path);
      await english.locator('h1').waitFor();
      await browser.isSound(english);
    }
  });

  test('somebody is added, gets a role, and leaves again with a way back', async ({ house, browser }) => {
    const page = await browser.opens(await house.administrator(), '/administration');
    await page.getByRole('link', { name: 'Voeg iemand toe' }).click();
    await page.getByRole('textbox', { name: 'Naam' }).fill('Jetske Nieuwpoort');
    await page.getByRole('textbox', { name: 'E-mailadres' }).fill('geen adres');
    await page.getByRole('button', { name: 'Bewaar' }).press('Enter');
    await page.getByText('Vul een volledig e-mailadres in').first().waitFor();
    await page.getByRole('textbox', { name: 'E-mailadres' }).fill('jetske@example.nl');
    await page.getByRole('button', { name: 'Bewaar' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Jetske Nieuwpoort' }).waitFor();
    await page.getByRole('button', { name: 'Geef deze rol' }).press('Enter');
    await page.getByRole('button', { name: 'Neem terug: Organisator' }).waitFor();
    expect(await house.db.roleGrant.count({ where: { person: { email: 'jetske@example.nl' }, role: 'ORGANISER' } })).toBe(1);
    await page.getByRole('button', { name: 'Jetske Nieuwpoort werkt hier niet meer' }).press('Enter');
    await page.getByRole('button', { name: 'Ongedaan maken' }).press('Enter');
    await page.getByText('Jetske Nieuwpoort werkt hier weer.').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Haal de gegevens op' }).press('Enter')]);
    expect(file.suggestedFilename()).toBe('Jetske Nieuwpoort.json');
    await page.evaluate(() => scrollTo(0, 0)); // or the bar lies half over a field, which axe takes for small
    await browser.isSound(page);
  });

  test('a list shows what is wrong in it, and then what it changes, before it is kept', async ({ house, browser }) => {
    const unit = await house.unit();
    const page = await browser.opens(await house.administrator(), '/administration/people-csv');
    const read = async (text: string) => {
      await page.locator('input[type=file]').setInputFiles({ name: 'mensen.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
      await page.getByRole('button', { name: 'Bekijk wat er verandert' }).press('Enter');
    };
    await read(`naam;email;onderdeel\nGoed Zo;goedzo@example.nl;${unit.code}\n=2+5;fout@example.nl;${unit.code}\n`);
    await page.getByText('Een rekenblad leest dat als formule').waitFor();
    await browser.isSound(page);
    await page.getByRole('button', { name: 'Kies een ander bestand' }).press('Enter');
    await read(`naam;email;onderdeel\nZo\xeb Goed;zoe@example.nl;${unit.code}\n`);
    await page.getByRole('button', { name: 'Bewaar 1 persoon' }).press('Enter');
    // The preview names her too: only the table says that she is kept.
    await expect.poll(() => house.db.person.count({ where: { name: 'Zoë Goed', unitId: unit.id } }), { timeout: 30_000 }).toBe(1);
  });

  test('who is no administrator finds no such page and no link to it', async ({ house, browser }) => {
    const page = await browser.opens(await house.participant(), '/administration');
    await page.getByText('Dit kunt u niet doen').waitFor();
    await page.getByRole('button', { name: /mijn menu/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Mijn gegevens' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Beheer' }).count()).toBe(0);
  });
});

describe('signing in', () => {
  test('asks for a link, opens it, presses the one button, and is where one wanted to be; also without a script', async ({ house, browser }) => {
    const person = await house.participant();
    const page = await browser.opens(house.nobody(), '/me', { width: widths.phone });
    await page.getByRole('textbox', { name: 'E-mailadres' }).fill(person.email);
    await browser.isSound(page);
    await page.getByRole('button', { name: 'Stuur mij een link' }).press('Enter');
    await page.getByRole('heading', { name: 'Kijk in uw e-mail' }).waitFor();
    await house.settled();
    const link = /http\S+\/sign-in\/\S+/.exec(house.post.of(person.email)[0]?.mail.text ?? '')?.[0] ?? '';
    const bare = await browser.opens(house.nobody(), new URL(link).pathname, { script: false, width: widths.narrow });
    await bare.getByRole('button', { name: 'Meld mij aan' }).press('Enter');
    await bare.waitForURL('**/me');
    await page.goto(new URL(link).pathname);
    await page.getByText('Deze link werkt niet meer').first().waitFor();
    await browser.isSound(page);
  });
});
