import { readFileSync } from 'node:fs';
import { tieQuestion } from '@kenniskamer/shared/question';
import { describe, expect, test, widths } from '../support/browser.js';

const raw = readFileSync(new URL('../../prisma/seed/strategische-kennisagenda-2025-2030.txt', import.meta.url), 'utf8');
const asFile = (text: string) => ({ name: 'agenda 2026.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
const trimmed = raw
  .split('\n')
  .map((line) => line.trim())
  .join('\n')
  .replace('Welke vormen van overheidssturing zijn mogelijk', 'Welke vormen van sturing zijn mogelijk');

describe('the agenda', () => {
  test('reads and filters', async ({ house, browser }) => {
    await house.agenda();
    const page = await browser.opens(await house.participant(), '/agenda');
    await page.getByRole('heading', { level: 1, name: 'Strategische Kennisagenda BZK-VRO 2025-2030' }).waitFor();
    await page.getByText('3 thema’s, 11 kernvragen, 65 deelvragen').waitFor();
    await page.getByRole('link', { name: /^Hoe kijken burgers en bedrijven aan/ }).waitFor();
    await browser.isSoundEverywhere(page);
    await page.getByRole('searchbox', { name: 'Zoek in de agenda' }).fill('huisvesting');
    await page.getByRole('link', { name: /volkshuisvestingsopgave/ }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: /^Hoe kijken burgers/ }).count()).toBe(0);
    expect(page.url()).toContain('huisvesting');
    await browser.isSound(page);
  });

  test('is complete in English, its own text apart', async ({ house, browser }) => {
    await house.agenda();
    const page = await browser.opens(await house.participant({ language: 'en' }), '/agenda');
    await page.getByText('3 themes, 11 core questions, 65 subquestions').waitFor();
    await browser.isSound(page);
  });
});

describe('a question', () => {
  test('is judged by its coordinator, and an open screen moves', async ({ house, browser }) => {
    await house.agenda();
    const reader = await browser.opens(await house.participant(), '/questions/A1.3', { width: widths.phone });
    await reader.getByText('Nog niemand heeft deze vraag beoordeeld').waitFor();
    expect(await reader.getByRole('button', { name: 'Beoordeel' }).count()).toBe(0);
    await browser.isSound(reader);

    const page = await browser.opens(await house.coordinator(), '/questions/A1.3');
    await page.getByRole('button', { name: 'Beoordeel' }).press('Enter');
    await page.getByRole('textbox', { name: 'Waarom?' }).fill(' ');
    await page.getByRole('button', { name: 'Bewaar oordeel' }).press('Enter');
    await page.getByText('Vul dit in.').first().waitFor();
    await browser.isSound(page);
    await page.getByText('Deels beantwoord', { exact: true }).last().click();
    await page.getByRole('textbox', { name: 'Waarom?' }).fill('Twee onderzoeken zeggen <b>iets</b>.');
    await page.getByRole('button', { name: 'Bewaar oordeel' }).press('Enter');
    await page.getByText('Twee onderzoeken zeggen <b>iets</b>.').waitFor();
    await browser.isSoundEverywhere(page);
    await reader.getByText('Twee onderzoeken zeggen <b>iets</b>.').waitFor();
  });

  test('is tied to units by an administrator', async ({ house, browser }) => {
    await house.agenda();
    await house.unit({ name: 'Directie Wonen' });
    const page = await browser.opens(await house.administrator(), '/questions/B3.2', { width: widths.phone });
    await page.getByRole('button', { name: 'Koppel directies' }).press('Enter');
    await page.getByRole('button', { name: /Directie toevoegen/ }).press('Enter');
    await page.getByRole('option', { name: /Directie Wonen/ }).press('Enter');
    await page.getByRole('row', { name: 'Directie Wonen' }).waitFor();
    await browser.isSound(page);
    await page.getByRole('button', { name: 'Bewaar directies' }).press('Enter');
    await page.getByText('De directies bij B3.2 zijn bewaard.').waitFor();
    await page.getByText('Directie Wonen', { exact: true }).waitFor();
  });

  test('tied to another unit is not judged here', async ({ house, browser }) => {
    await house.agenda();
    const unit = await house.unit({ name: 'Directie Bouwen' });
    await (await house.administrator()).call(tieQuestion, { params: { key: 'B3.5' }, input: { unitIds: [unit.id] } });
    const page = await browser.opens(await house.coordinator(), '/questions/B3.5');
    await page.getByText('Directie Bouwen').waitFor();
    expect(await page.getByRole('button', { name: 'Beoordeel' }).count()).toBe(0);
  });
});

describe('another text', () => {
  test('is previewed, its doubts decided, kept as a draft and adopted', async ({ house, browser }) => {
    await house.agenda();
    const year = 2026;
    const page = await browser.opens(await house.administrator(), '/administration/agenda');
    await page.getByText('Nu in gebruik', { exact: true }).last().waitFor();
    await browser.isSoundEverywhere(page);
    await page.getByRole('link', { name: 'Lees een nieuwe tekst in' }).press('Enter');

    await page.getByRole('heading', { name: 'Nieuwe tekst inlezen' }).waitFor();
    await browser.isSoundEverywhere(page);
    await page.getByLabel('Tekstbestand').setInputFiles({ name: 'agenda.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 en zo') });
    await page.getByRole('button', { name: 'Bekijk wat erin staat' }).press('Enter');
    await page.getByText('Dit is een pdf.').waitFor();
    await browser.isSound(page);

    await page.getByLabel('Tekstbestand').setInputFiles(asFile(trimmed));
    await page.getByRole('button', { name: 'Bekijk wat erin staat' }).press('Enter');
    await page.getByRole('heading', { name: 'Dit vinden we in agenda 2026.txt' }).waitFor();
    await page.getByText(/Nog \d+ twijfels te beslissen/).waitFor();
    await browser.isSoundEverywhere(page);
    expect(await house.db.edition.count({ where: { year } })).toBe(0);
    expect(await page.getByRole('button', { name: 'Bewaar concept' }).getAttribute('aria-disabled')).toBe('true');

    await page.getByText('opgavegericht', { exact: true }).click();
    await page.getByText('zorgvuldig opgebouwde', { exact: true }).click();
    await page.getByRole('button', { name: /^Neem alle \d+ voorstellen over/ }).press('Enter');
    await page.getByText('Nog 1 twijfel te beslissen.').waitFor();
    await page.getByText('Ja, anders geformuleerd').click();
    await page.getByText('Alle twijfels zijn beslist.').waitFor();
    await page.getByRole('button', { name: 'Bewaar concept' }).press('Enter');

    await page.getByRole('heading', { name: `Editie ${year}, concept` }).waitFor();
    await page.getByText('(opgavegericht, netwerk, etc.)').waitFor();
    await browser.isSoundEverywhere(page);
    await page.getByRole('button', { name: `Stel editie ${year} vast` }).press('Enter');
    await page.getByRole('heading', { name: `Editie ${year}`, exact: true }).waitFor();
    await browser.isSound(page);
    const reader = await browser.opens(await house.participant(), '/questions/A1.2');
    await reader.getByRole('heading', { name: /^Welke vormen van sturing zijn mogelijk/ }).waitFor();
  });
});
