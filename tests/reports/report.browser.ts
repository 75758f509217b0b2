import { setBlockAction } from '@kenniskamer/shared/action';
import { aKamer, invited, writerOf } from '../notes/kamer.js';
import { describe, expect, test } from '../support/browser.js';

describe('rounding off a session', () => {
  test('who was there, definitief, the report read and printed, and open again with a reason', async ({ house, browser }) => {
    const organiser = await house.organiser({ name: 'Fatima El Amrani' });
    const there = await house.participant({ name: 'Sanne Brouwer' });
    const away = await house.participant({ name: 'Henk Terpstra' });
    const kamer = await aKamer(house, { organiser, items: ['Welkom', 'Drie bedrijven'], startsInHours: -3 });
    await invited(house, kamer.id, there);
    await invited(house, kamer.id, away);
    const writer = await writerOf(there, kamer.id);
    await writer.line('Mensen maken verschil tussen sturen en regelen', { kind: 'INSIGHT' });
    const blockId = await writer.line('Panel van tien bedrijven samenstellen', { kind: 'ACTION' });
    await organiser.call(setBlockAction, { params: { id: kamer.id, blockId }, input: { ownerId: there.id, dueOn: '2027-01-29' } });

    const page = await browser.opens(organiser, '/');
    await page.getByRole('heading', { name: 'Afronden: Rijksregie door de ogen van burgers' }).first().waitFor();
    await page.goto(`/sessions/${kamer.id}/ending`);
    await page.getByRole('checkbox', { name: /Sanne Brouwer/ }).waitFor();
    expect(await page.getByRole('checkbox', { name: /Sanne Brouwer/ }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: /Henk Terpstra/ }).isChecked()).toBe(false);
    // The foreword is kept as typed, and the report shown as it would be.
    await page.getByRole('textbox', { name: /^Voorwoord/ }).fill('Een goed gesprek.');
    await page.getByText(/^Opgeslagen om/).waitFor();
    await page.getByText('Bekijk het verslag zoals het nu zou worden').press('Enter');
    await page.getByRole('region', { name: 'Voorwoord', exact: true }).getByText('Een goed gesprek.').waitFor();
    await browser.isSound(page);
    await page.getByRole('button', { name: 'Rond af: 1 persoon was er' }).press('Enter');
    await page.getByText('De kenniskamer is afgerond.').waitFor();
    await page.getByRole('button', { name: 'Maak definitief en mail de link' }).press('Enter');
    await page.getByText('Het verslag is definitief. De mails met de link zijn onderweg.').waitFor();
    await browser.isSound(page);
    await page.getByRole('link', { name: 'Lees het verslag' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Rijksregie door de ogen van burgers' }).waitFor();
    await page.getByRole('region', { name: 'Voorwoord' }).getByText('Een goed gesprek.').waitFor();
    await page.getByText('Eigenaar: Sanne Brouwer. Klaar op 29 januari 2027.').waitFor();
    await browser.isSoundEverywhere(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Print of bewaar als pdf' }).isVisible()).toBe(false);
    expect(await page.getByText('Panel van tien bedrijven samenstellen').first().isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Word-bestand' }).click();
    expect((await download).suggestedFilename()).toMatch(/^verslag-rijksregie-door-de-ogen-van-burgers-[\d-]+\.docx$/);

    await page.getByRole('button', { name: 'Weer openen' }).press('Enter');
    await page.getByRole('textbox', { name: 'Reden' }).waitFor();
    await browser.isSound(page);
    await page.getByRole('button', { name: 'Open het verslag weer' }).press('Enter');
    await page.getByText('Vul dit in.').first().waitFor();
    await page.getByRole('textbox', { name: 'Reden' }).fill('Een besluit is verkeerd opgeschreven.');
    await page.getByRole('button', { name: 'Open het verslag weer' }).press('Enter');
    await page.getByText('Het verslag is weer open. Dit is de laatste definitieve versie.').waitFor();
    await browser.isSound(page);
    writer.close();
  });
});
