import type { Page } from 'playwright-core';
import { describe, expect, test, widths } from '../support/browser.js';
import * as Y from 'yjs';
import { aKamer, eventually, invited, writerOf } from './kamer.js';

const text = (page: Page) => page.getByRole('textbox', { name: 'Tekst van het verslag' });
/** The lines without the names at carets. */
const words = (page: Page) =>
  page.locator('.kk-paper').evaluate((paper) =>
    [...paper.querySelectorAll('p, h2')]
      .map((line) => {
        const copy = line.cloneNode(true) as Element;
        copy.querySelectorAll('.kk-caret').forEach((caret) => caret.remove());
        return copy.textContent.replaceAll('\u2060', '');
      })
      .join('\n'),
  );
/**
 * Puts the caret right behind the first place with these words, by the browser's own selection: a click may land elsewhere
 * while lines move. For a moment after a change the editor puts its own back; then it is put again.
 */
const caretBehind = async (page: Page, some: string) => {
  const line = text(page).locator('p', { hasText: some }).first();
  await line.waitFor();
  await text(page).focus();
  const put = () =>
    line.evaluate(async (element, words) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(words) ?? -1;
        if (at < 0) continue;
        getSelection()?.collapse(node, at + words.length);
        await new Promise((resume) => setTimeout(resume, 150));
        const now = getSelection();
        return now?.anchorNode === node && now.anchorOffset === at + words.length;
      }
      return false;
    }, some);
  await eventually(put);
};
const mark = (page: Page, name: string) => page.getByRole('toolbar', { name: 'Leg deze regel vast als' }).getByRole('button', { name }).click();
const saved = (page: Page) => page.locator('.kk-room__saved[data-waiting="0"]').waitFor();

describe('the note in real browsers', () => {
  test('two people write at once, one with only a link on a phone, and find it all back', async ({ house, browser }) => {
    const organiser = await house.organiser({ name: 'Fatima El Amrani' });
    const kamer = await aKamer(house, { organiser, items: ['Welkom', 'Drie bedrijven'] });
    const link = await invited(house, kamer.id, await house.participant({ name: 'Sanne de Wit' }));
    const table = await browser.opens(organiser, `/sessions/${kamer.id}/note`);
    const phone = await browser.opens(house.nobody(), `/invitation/${link}/note`, { width: widths.phone });
    await table.getByRole('heading', { name: '2. Drie bedrijven' }).waitFor();
    await phone.getByRole('heading', { name: '2. Drie bedrijven' }).waitFor();

    await text(table).locator('p').first().click();
    await text(phone).locator('p').last().click();
    await Promise.all([
      table.keyboard.type('Mensen willen weten wie beslist.', { delay: 15 }),
      phone.keyboard.type('Vier loketten voor een verbouwing.', { delay: 15 }),
    ]);
    await eventually(async () => (await words(table)) === (await words(phone)));
    expect(await words(table)).toContain('Mensen willen weten wie beslist.');
    expect(await words(table)).toContain('Vier loketten voor een verbouwing.');

    // Who types has a caret with a name; who only puts theirs somewhere has none.
    await table.locator('.kk-caret', { hasText: 'Sanne de Wit' }).waitFor({ state: 'attached' });
    await saved(table);
    await saved(phone);
    await browser.isSound(table);
    await browser.isSound(phone);
    await table.reload();
    await table.getByRole('heading', { name: '2. Drie bedrijven' }).waitFor();
    expect(await words(table)).toContain('Vier loketten voor een verbouwing.');
    await text(table).locator('p').first().click();
    await phone.keyboard.type('x');
    await eventually(async () => (await words(table)).includes('x'));
    expect(await phone.locator('.kk-caret').count()).toBe(0);
  });

  test('a line is captured in one go, and with only a link one takes its action', async ({ house, browser }) => {
    const organiser = await house.organiser({ name: 'Fatima El Amrani' });
    const kamer = await aKamer(house, { organiser, items: ['Welkom', 'Drie bedrijven'] });
    const link = await invited(house, kamer.id, await house.participant({ name: 'Sanne de Wit' }));
    const writer = await writerOf(organiser, kamer.id);
    await writer.edit((note) => {
      const lines = note.toArray().filter((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === 'paragraph');
      lines[0]?.insert(0, [new Y.XmlText('Mensen willen weten wie beslist.')]);
      lines[1]?.insert(0, [new Y.XmlText('Vier loketten voor een verbouwing.')]);
    });
    writer.close();
    const table = await browser.opens(organiser, `/sessions/${kamer.id}/note`);
    const phone = await browser.opens(house.nobody(), `/invitation/${link}/note`, { width: widths.phone });
    await caretBehind(table, 'Mensen willen');
    await mark(table, 'Inzicht');
    await phone.getByRole('group', { name: 'Inzicht' }).waitFor();
    await caretBehind(phone, 'Vier loketten');
    await mark(phone, 'Actie');
    await table.getByRole('group', { name: 'Actie' }).waitFor();
    await table.getByRole('complementary', { name: 'Opbrengst' }).getByText('Opbrengst 2').waitFor();
    await eventually(async () => (await house.db.outcome.count({ where: { note: { sessionId: kamer.id }, removedAt: null } })) === 2);
    const action = await house.db.outcome.findFirstOrThrow({ where: { note: { sessionId: kamer.id }, kind: 'ACTION' }, include: { action: true, item: true } });
    expect(action.text).toBe('Vier loketten voor een verbouwing.');
    expect(action.item?.title).toBe('Drie bedrijven');
    expect(action.action).not.toBe(null);

    // With only a link one takes an action oneself.
    await phone.getByRole('group', { name: 'Actie' }).getByRole('button', { name: 'Kies eigenaar en datum' }).click();
    await phone.getByRole('checkbox', { name: 'Ik doe dit' }).check({ force: true });
    await phone.getByRole('button', { name: 'Bewaar' }).click();
    await table.getByRole('group', { name: 'Actie' }).getByText('Sanne de Wit').waitFor();

    await browser.isSound(table);
    await browser.isSound(phone);
  });

  test('a split or copied outcome keeps its id with its text; emptied it hides, undone it is back with its action', async ({ house, browser }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const page = await browser.opens(organiser, `/sessions/${kamer.id}/note`);
    await text(page).click();
    await page.keyboard.type('Gemeenten vragen en bedrijven melden');
    await page.keyboard.press('Control+Alt+a');
    await page.getByRole('group', { name: 'Actie' }).waitFor();
    const stored = () => house.db.outcome.findMany({ where: { note: { sessionId: kamer.id } }, orderBy: { place: 'asc' }, include: { action: true } });
    const [first] = await eventually(async () => ((await stored()).length === 1 ? stored() : null));

    // Enter at its end begins an ordinary line; in its middle it makes two outcomes, the first with the id.
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('gewone regel');
    await caretBehind(page, 'Gemeenten vragen');
    await page.keyboard.press('Enter');
    const halves = await eventually(async () => {
      const rows = (await stored()).filter(({ removedAt }) => removedAt === null);
      return rows.length === 2 && rows.some(({ text: it }) => it === 'Gemeenten vragen') && rows;
    });
    expect(halves.find(({ blockId }) => blockId === first?.blockId)?.text).toBe('Gemeenten vragen');
    expect(halves.find(({ blockId }) => blockId !== first?.blockId)?.text).toBe('en bedrijven melden');

    // Owner first; then the line goes, and comes back with what was known of it.
    await house.db.action.update({ where: { outcomeId: first?.id ?? '' }, data: { ownerId: organiser.id } });
    await text(page).locator('p', { hasText: 'Gemeenten vragen' }).click({ clickCount: 3 });
    await page.waitForTimeout(600);
    // One stroke is one step of undo, on a fast machine and on a slow one. An outcome without text shows nowhere.
    await page.keyboard.press('Backspace');
    await eventually(async () => (await stored()).some(({ blockId, removedAt, text: it }) => blockId === first?.blockId && (removedAt !== null || it === '')));
    await page.keyboard.press('Control+z');
    const back = await eventually(async () => (await stored()).find(({ blockId, removedAt, text: it }) => blockId === first?.blockId && removedAt === null && it === 'Gemeenten vragen'));
    expect(back.id).toBe(first?.id);
    expect(back.action?.ownerId).toBe(organiser.id);
  });

  test('without a connection one types on and reads that it waits; after an hour all is there', async ({ house, browser }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const page = await browser.opens(organiser, '/me');
    await page.clock.install(); // an hour of the page's own time passes below
    await page.goto(`/sessions/${kamer.id}/note`);
    await text(page).click();
    await page.keyboard.type('voor de storing ');
    await saved(page);
    await house.stop();
    await page.keyboard.type('en erna');
    await page.getByText(/Niet opgeslagen – \d+ wijzigingen wachten/).first().waitFor();
    await page.getByText('Geen verbinding sinds').waitFor();
    await page.clock.fastForward('01:00:00');
    await page.getByText(/Niet opgeslagen – \d+ wijzigingen wachten/).first().waitFor();
    await page.keyboard.type(', een uur lang');
    await house.start();
    await saved(page);
    await page.getByText('Opgeslagen', { exact: true }).waitFor();
    await page.reload();
    await eventually(async () => (await words(page)).includes('voor de storing en erna, een uur lang'));
  });

  test('who is taken out sees no text any more; after definitief it can be read and not written', async ({ house, browser }) => {
    const { Outbox } = await import('../../server/src/platform/outbox/outbox.service.js');
    const tell = async (topic: 'access.changed' | 'session.changed', sessionId: string) => {
      await house.db.$transaction((tx) => house.app.get(Outbox).add(tx, topic, { sessionId }));
      await house.settled();
    };
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser, confidentiality: 'CONFIDENTIAL' });
    await invited(house, kamer.id, participant);
    const table = await browser.opens(organiser, `/sessions/${kamer.id}/note`);
    const other = await browser.opens(participant, `/sessions/${kamer.id}/note`);
    const face = await browser.opens(participant, `/sessions/${kamer.id}`);
    await face.getByRole('heading', { level: 1, name: kamer.title }).waitFor();
    await text(table).click();
    await table.keyboard.type('vertrouwelijk gezegd');
    await eventually(async () => (await words(other)).includes('vertrouwelijk gezegd'));
    await house.db.invitation.updateMany({ where: { sessionId: kamer.id }, data: { removedAt: new Date() } });
    await tell('access.changed', kamer.id);
    await other.getByText('Dit verslag is er niet meer, of is niet meer voor u').waitFor();
    await face.getByText('Deze pagina is er niet, of is niet voor u').waitFor();
    expect(await face.locator('body').innerHTML()).not.toContain(kamer.title);
    // Nothing of it stays: no text, no title, no clock, nobody's name.
    const left = (await other.title()) + (await other.locator('main').innerHTML());
    for (const gone of ['vertrouwelijk gezegd', kamer.title, 'kk-clock', 'aanwezig']) expect(left).not.toContain(gone);

    await saved(table);
    await house.db.finalisation.create({ data: { sessionId: kamer.id, version: 1, byId: organiser.id } });
    await tell('session.changed', kamer.id);
    await table.getByText('Dit verslag is definitief.').waitFor();
    expect(await table.locator('.kk-paper').getAttribute('contenteditable')).toBe('false');
    await browser.isSound(table);
  });
});
