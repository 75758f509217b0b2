import type { Page } from 'playwright-core';
import { aQuestion } from '../actions/room.js';
import { describe, expect, test, widths } from '../support/browser.js';
import { aKamer, eventually, invited } from './kamer.js';

const text = (page: Page) => page.getByRole('textbox', { name: 'Tekst van het verslag' });
const choices = (page: Page) => page.getByRole('listbox').getByRole('option');
/** What the list under the caret says is the one that Enter picks, as a screen reader is told it. */
const activeChoice = async (page: Page) => {
  const id = await text(page).getAttribute('aria-activedescendant');
  return id === null ? null : page.locator(`[id="${id}"]`).innerText();
};

describe('catching what is said', { retry: 2 }, () => {
  test('a line becomes an outcome by /, by keys of one’s own choice, and gets its owner and date by Klopt alone', async ({ house, browser }) => {
    const organiser = await house.organiser({ name: 'Fatima El Amrani' });
    const sanne = await house.participant({ name: 'Sanne de Wit' });
    const kamer = await aKamer(house, { organiser, items: ['Welkom', 'Drie bedrijven'] });
    await house.participant({ name: 'Sandra Vreemdeling' });
    const question = await aQuestion(house, 'A1.3');
    await house.db.programmeItem.update({ where: { id: kamer.items[1]?.id ?? '' }, data: { questions: { create: { questionId: question } } } });
    const link = await invited(house, kamer.id, sanne);
    const page = await browser.opens(organiser, `/sessions/${kamer.id}/note`);

    // A line under an item is about that item's question.
    await text(page).locator('p').last().click();
    await page.keyboard.type('Eén volgorde en één termijn. /');
    await choices(page).first().waitFor();
    expect(await choices(page).allInnerTexts()).toHaveLength(8);
    await page.keyboard.press('ArrowDown');
    await eventually(async () => (await activeChoice(page))?.includes('Inzicht'));
    await page.keyboard.type('bes');
    await eventually(async () => (await choices(page).count()) === 1);
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Besluit bij A1.3' }).waitFor();
    await browser.isSound(page);
  });
});
