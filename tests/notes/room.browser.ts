import { describe, expect, test, widths } from '../support/browser.js';
import { aKamer, eventually, invited } from './kamer.js';

/** Minutes that the phone's own clock is ahead. */
const OFF = 7;

describe('the room in real browsers', () => {
  test('clock, points and who is here: seen at once on a phone with only a link, whose clock is 7 minutes off and whose keyboard leaves 400 px', async ({ house, browser }) => {
    const organiser = await house.organiser({ name: 'Fatima El Amrani' });
    const kamer = await aKamer(house, { organiser, items: ['Welkom', 'Drie bedrijven'], guestsWrite: false });
    await house.db.programmeItem.updateMany({ where: { sessionId: kamer.id }, data: { minutes: 10 } });
    const link = await invited(house, kamer.id, await house.participant({ name: 'Sanne de Wit' }));
    const table = await browser.opens(organiser, `/sessions/${kamer.id}/note`);
    const phone = await browser.opens(house.nobody(), `/invitation/${link}/note`, { width: widths.phone });
    await phone.setViewportSize({ width: widths.phone, height: 400 });
    await phone.addInitScript((ahead) => {
      const Real = Date;
      const now = Real.now.bind(Real);
      globalThis.Date = new Proxy(Real, { construct: (of, given: unknown[]) => Reflect.construct(of, given.length === 0 ? [now() + ahead] : given) as object });
      Real.now = () => now() + ahead;
    }, OFF * 60_000);
    await phone.reload();
    await phone.getByText('U kunt dit verslag lezen').or(phone.getByText('meelezen')).first().waitFor();
    expect(await phone.evaluate(() => new Date().getTime()) - Date.now()).toBeGreaterThan((OFF - 1) * 60_000);

    // The clock: both say the same minutes, and who does not see it is told of the item once.
    await table.getByRole('button', { name: 'Start onderdeel 1' }).click();
    const minutes = phone.locator('.kk-clock b');
    await phone.getByText('nog voor onderdeel 1').waitFor();
    expect(await minutes.textContent()).toBe('10 min');
    expect(await table.locator('.kk-clock b').textContent()).toBe('10 min');
    await phone.locator('.kk-clock').getByRole('status').getByText('Onderdeel 1 loopt: Welkom, 10 minuten.').waitFor();
    await table.getByRole('button', { name: '5 min langer' }).click();
    await eventually(async () => (await minutes.textContent()) === '15 min');
    await table.getByRole('button', { name: 'Zet de klok een stap terug' }).first().click();
    await eventually(async () => (await minutes.textContent()) === '10 min');
    expect(await table.getByRole('navigation', { name: 'Programma' }).locator('[aria-current="step"]').textContent()).toContain('Welkom');
    expect(await phone.getByRole('button', { name: 'Volgend onderdeel' }).count()).toBe(0);

    // A point from the phone, supported at the table and taken into the note.
    await phone.getByRole('group', { name: 'Delen van deze pagina' }).getByRole('button', { name: /^Punten/ }).click();
    await phone.getByRole('button', { name: 'Punt inbrengen' }).click();
    await phone.getByLabel('Uw punt of vraag').fill('Geldt dit ook voor Saba?');
    await phone.getByRole('button', { name: 'Zet op de lijst' }).click();
    const side = table.getByRole('complementary');
    await side.getByText('Geldt dit ook voor Saba?').waitFor();
    await side.getByRole('button', { name: 'Steun dit punt, 0 mensen steunen het' }).click();
    await phone.getByRole('button', { name: 'Steun dit punt, 1 mens steunt het' }).waitFor();
    await browser.isSound(phone);
    await side.getByRole('button', { name: 'Zet in het verslag' }).click();
    await table.getByRole('textbox', { name: 'Tekst van het verslag' }).getByText('Uit de zaal, Sanne de Wit: Geldt dit ook voor Saba?').waitFor();
    await phone.getByRole('heading', { name: 'Staat in het verslag' }).waitFor();

    // Who is here, the number for the phone and the names at the table.
    await phone.getByText('2 aanwezig').waitFor();
    await table.getByRole('button', { name: '2 aanwezig' }).click();
    expect(await table.getByRole('checkbox', { name: 'Sanne de Wit' }).isChecked()).toBe(true);
    await table.getByRole('dialog').getByRole('button', { name: 'Sluit', exact: true }).click();
    await side.getByRole('button', { name: 'Al bekend' }).click();
    await side.getByText('Over de vragen van deze kenniskamer is nog niets bekend.').waitFor();
    await browser.isSoundEverywhere(table);

    // The first item ends: the text as it then was can be had back, also on the phone's page.
    await table.getByRole('button', { name: 'Volgend onderdeel' }).click();
    await eventually(async () => house.db.noteVersion.count({ where: { reason: 'ITEM' } }));
    await table.getByRole('textbox', { name: 'Tekst van het verslag' }).press('Control+End');
    await table.keyboard.type(' Dit was niet de bedoeling.');
    await phone.getByRole('group', { name: 'Delen van deze pagina' }).getByRole('button', { name: 'Verslag' }).click();
    await phone.getByText('niet de bedoeling').waitFor();
    await table.keyboard.press('Control+k');
    await table.getByLabel('Webadres of e-mailadres').fill('javascript:alert(1)');
    await table.keyboard.press('Enter');
    await table.getByText('Vul een webadres of e-mailadres in.').first().waitFor();
    await browser.isSound(table);
    await table.getByLabel('Webadres of e-mailadres').fill('example.nl/toets');
    await table.keyboard.press('Enter');
    expect(await phone.getByRole('link', { name: 'example.nl/toets' }).getAttribute('href')).toBe('https://example.nl/toets');
    await table.getByRole('link', { name: 'Eerdere versies' }).click();
    await table.getByRole('heading', { level: 2, name: 'Na onderdeel 1 – Welkom' }).waitFor();
    await table.getByRole('region', { name: 'Na onderdeel 1 – Welkom' }).getByText('Geldt dit ook voor Saba?').waitFor();
    await browser.isSoundEverywhere(table);
    await table.getByRole('button', { name: 'Zet deze versie terug' }).click();
    await table.getByText('Deze versie staat weer in het verslag.').waitFor();
    await phone.getByText('niet de bedoeling').waitFor({ state: 'detached' });
    await table.getByRole('navigation', { name: 'Versies' }).getByRole('button', { name: /^Vlak voor het terugzetten/ }).waitFor();
    await table.getByRole('link', { name: 'Terug naar het verslag' }).click();
    await table.getByRole('link', { name: 'Code voor de muur' }).click();
    await table.getByRole('img', { name: /QR-code naar .*\/d\// }).waitFor();
    await browser.isSound(table);
  });
});
