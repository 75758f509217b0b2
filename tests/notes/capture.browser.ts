import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { NoteBlock } from '@kenniskamer/shared/note';
import { aQuestion } from '../actions/room.js';
import { NoteRooms } from '../../server/src/features/notes/note-rooms.service.js';
import { describe, expect, test, widths } from '../support/browser.js';
import type { House } from '../support/house.js';
import { ask } from '../support/resident.js';
import { aKamer, eventually, invited, writerOf } from './kamer.js';

const text = (page: Page) => page.getByRole('textbox', { name: 'Tekst van het verslag' });
const choices = (page: Page) => page.getByRole('listbox').getByRole('option');
/** Puts the caret at the end of the last line, by the browser's own selection: a click may land elsewhere while lines move. */
const toLastLine = async (page: Page) => {
  await text(page).focus();
  await text(page)
    .locator('p')
    .last()
    .evaluate((line) => getSelection()?.collapse(line, line.childNodes.length));
};
const saved = (page: Page) => page.locator('.kk-room__saved[data-waiting="0"]').waitFor();
const outcomesOf = (house: House, sessionId: string) =>
  house.db.outcome.findMany({ where: { note: { sessionId }, removedAt: null }, orderBy: { place: 'asc' }, include: { action: true, questions: true } });

async function blocksOf(house: House, sessionId: string): Promise<NoteBlock[]> {
  const { Notes } = await import('../../server/src/features/notes/notes.service.js');
  return house.app.get(Notes).readDocument(sessionId);
}

/** What the list under the caret says that Enter picks, as a screen reader is told it. */
const activeChoice = async (page: Page) => {
  const id = await text(page).getAttribute('aria-activedescendant');
  return id === null ? '' : page.locator(`[id="${id}"]`).innerText();
};

/** Presses keys as a keyboard with AltGr has them: true when they were taken. */
const pressWithAltGr = (page: Page, code: string) =>
  text(page).evaluate(
    (paper, pressed) => !paper.dispatchEvent(new KeyboardEvent('keydown', { code: pressed, key: 'á', ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true, cancelable: true })),
    code,
  );

/** A paste as other programs make it; `file` is a picture of that type. */
const paste = (page: Page, given: { html?: string; plain?: string; file?: string }) =>
  text(page).evaluate((paper, { html, plain, file }) => {
    const data = new DataTransfer();
    if (html !== undefined) data.setData('text/html', html);
    if (plain !== undefined) data.setData('text/plain', plain);
    if (file !== undefined) data.items.add(new File(['x'], 'beeld', { type: file }));
    paper.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, given);

/** The roles and names that Chromium tells a screen reader, in order. */
async function heardBy(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: { ignored: boolean; role?: { value?: string }; name?: { value?: string } }[] };
  return nodes.filter(({ ignored }) => !ignored).map(({ role, name }) => `${role?.value ?? ''} ${name?.value ?? ''}`.trim());
}

// Keys go to a browser that may be busy: what a slow machine breaks is tried again, what is broken fails every time.
describe('catching what is said', { retry: 2 }, () => {
  test('by / and by keys of one’s own choice; owner and date by Klopt alone; people, questions and a table', async ({ house, browser }) => {
    const organiser = await house.organiser({ name: 'Fatima El Amrani' });
    const sanne = await house.participant({ name: 'Sanne de Wit' });
    const kamer = await aKamer(house, { organiser, confidentiality: 'CONFIDENTIAL', items: ['Welkom', 'Drie bedrijven'] });
    const question = await aQuestion(house, 'A1.3');
    await house.db.programmeItem.update({ where: { id: kamer.items[1]?.id ?? '' }, data: { questions: { create: { questionId: question } } } });
    await invited(house, kamer.id, sanne);
    const page = await browser.opens(organiser, `/sessions/${kamer.id}/note`);

    // The list at the caret: the focus stays in the text. A line under an item is about that item's question.
    await toLastLine(page);
    await page.keyboard.type('Eén volgorde en één termijn. /');
    await eventually(async () => (await choices(page).count()) === 8);
    await page.keyboard.press('ArrowDown');
    await eventually(async () => (await activeChoice(page)).includes('Inzicht'));
    await browser.isSound(page);
    await page.keyboard.type('bes');
    await eventually(async () => (await choices(page).count()) === 1);
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Besluit bij A1.3' }).waitFor();

    // AltGr types á: it never captures. Other keys can be chosen, but not those of another act.
    expect(await pressWithAltGr(page, 'KeyA')).toBe(false);
    await page.getByRole('button', { name: 'Toetsen om vast te leggen' }).click();
    await page.getByRole('button', { name: 'Actie: Ctrl Alt A. Kies andere toetsen' }).click();
    await page.keyboard.press('Control+Alt+b');
    await page.getByRole('alert').getByText('Deze toetsen zijn al voor Besluit. Kies andere.').waitFor();
    await page.keyboard.press('Alt+Shift+q');
    await page.getByRole('button', { name: 'Actie: Alt Shift Q. Kies andere toetsen' }).waitFor();
    await browser.isSound(page);
    await page.getByRole('button', { name: 'Klaar' }).click();

    // An action names who and when: offered, and set by Klopt alone.
    await toLastLine(page);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Twee gemeenten vragen. @San');
    await eventually(async () => (await activeChoice(page)).includes('Sanne de Wit'));
    await page.keyboard.press('Enter');
    await page.keyboard.type('voor 12 mei');
    await page.keyboard.press('Alt+Shift+q');
    const offer = page.getByRole('group', { name: 'Staat in de tekst' });
    await offer.getByText(/^Eigenaar Sanne de Wit, klaar op .*12 mei \d{4}\. Klopt dat\?$/).waitFor();
    const action = await eventually(async () => (await outcomesOf(house, kamer.id)).find(({ kind }) => kind === 'ACTION'));
    expect(action).toMatchObject({ text: 'Twee gemeenten vragen. @Sanne de Wit voor 12 mei', action: { ownerId: null, dueOn: null }, questions: [{ questionId: question }] });
    await offer.getByRole('button', { name: 'Klopt' }).click();
    await offer.waitFor({ state: 'detached' });
    await page.getByRole('group', { name: 'Actie bij A1.3' }).getByText(/Sanne de Wit, klaar op/).waitFor();
    const set = await house.db.action.findFirstOrThrow({ where: { outcomeId: action.id } });
    expect([set.ownerId, set.dueOn?.toISOString().slice(5, 10)]).toEqual([sanne.id, '05-12']);

    // A question, a heading and a table, each from the line.
    await toLastLine(page);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Zie #A1');
    await eventually(async () => (await choices(page).count()) === 1);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/tab');
    await eventually(async () => (await choices(page).count()) === 1);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Bedrijf');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Loketten');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Tabel', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Kolom weghalen' }).click();
    await saved(page);
    await eventually(async () => {
      const table = (await blocksOf(house, kamer.id)).find((block) => block.type === 'TABLE');
      return table?.rows[0]?.length === 2 && JSON.stringify(table).includes('Loketten');
    });
    const heard = await heardBy(page);
    for (const said of ['heading 2. Drie bedrijven', 'group Besluit bij A1.3', 'group Actie bij A1.3', 'columnheader Bedrijf']) expect(heard).toContain(said);
    expect(await text(page).getAttribute('aria-live')).toBe('off');
    await browser.isSound(page);
  });

  test('with only a link one mentions this session’s people and nobody else; in Chatham House a name stays words', async ({ house, browser }) => {
    const organiser = await house.organiser({ name: 'Fatima El Amrani' });
    const sanne = await house.participant({ name: 'Sanne de Wit' });
    await house.participant({ name: 'Sandra Vreemdeling' });
    const kamer = await aKamer(house, { organiser, confidentiality: 'CHATHAM_HOUSE', items: ['Welkom', 'Drie bedrijven'] });
    const link = await invited(house, kamer.id, sanne);
    const phone = await browser.opens(house.nobody(), `/invitation/${link}/note`, { width: widths.phone });
    await phone.setViewportSize({ width: 390, height: 400 });
    await text(phone).locator('p').first().click();
    await phone.keyboard.type('Volgens @San');
    await eventually(async () => (await choices(phone).count()) > 0);
    expect(await choices(phone).allInnerTexts()).toEqual(['Sanne de Wit']);
    await choices(phone).first().click();
    await phone.keyboard.type('kan het.');

    // What a keyboard leaves of a phone: the line one types in stays in sight above the four buttons.
    for (let line = 0; line < 12; line++) await phone.keyboard.press('Enter');
    await phone.keyboard.type('Dit is besloten');
    await phone.getByRole('toolbar', { name: 'Leg deze regel vast als' }).getByRole('button', { name: 'Besluit' }).click();
    const decision = phone.getByRole('group', { name: 'Besluit' });
    await decision.waitFor();
    const [line, bar] = [await decision.locator('p').boundingBox(), await phone.getByRole('toolbar', { name: 'Leg deze regel vast als' }).boundingBox()];
    expect(line && bar && line.y > 0 && line.y + line.height <= bar.y && bar.y + bar.height <= 400).toBe(true);
    await browser.isSound(phone);
    await saved(phone);
    expect(JSON.stringify(await blocksOf(house, kamer.id))).toContain('Volgens @Sanne de Wit kan het.');
    expect(await text(phone).locator('[data-mention]').count()).toBe(0);

    // At the next programme item the page writes on under another id; undo still takes back what was typed last.
    const ids = async () => [...(await house.app.get(NoteRooms).open(kamer.id)).doc.store.clients.keys()];
    const before = await ids();
    const clock = await organiser.connect();
    await ask(clock, 'clock.turn', { id: kamer.id, act: 'NEXT', after: 0 });
    clock.disconnect();
    await phone.locator('.kk-clock').getByText('nog voor onderdeel 1').or(phone.locator('.kk-clock [role=status]').getByText('Onderdeel 1 loopt')).first().waitFor();
    await phone.keyboard.press('Enter');
    await phone.keyboard.type('Onder een ander id');
    await saved(phone);
    expect((await ids()).length).toBe(before.length + 1);
    await phone.keyboard.press('Control+z');
    await eventually(async () => !JSON.stringify(await blocksOf(house, kamer.id)).includes('ander id'));
    expect(JSON.stringify(await blocksOf(house, kamer.id))).toContain('Dit is besloten');
  });

  test('what Word and Outlook put on the clipboard is cleaned; images and too much are refused with a sentence', async ({ house, browser }) => {
    const organiser = await house.organiser();
    const folder = join(import.meta.dirname, 'fixtures');
    const kamer = await aKamer(house, { organiser });
    const page = await browser.opens(organiser, `/sessions/${kamer.id}/note`);
    await text(page).locator('p').first().click();
    const pasted = async (name: string) => {
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Backspace');
      await paste(page, { html: readFileSync(join(folder, `${name}.html`), 'utf8') });
      await saved(page);
      return (await blocksOf(house, kamer.id)).map(inShort);
    };
    expect(readdirSync(folder)).toHaveLength(5);
    expect(await pasted('word-lists')).toEqual([
      'H2 Drie bedrijven',
      'H2 Wat speelt er',
      'Ilse Dijkgraaf vertelt over haar *bakkerij* en de _verbouwing_.',
      '• Vier loketten',
      '  • elk met een eigen termijn',
      '  • niemand beslist',
      '• Twee gemeenten',
      'Daarna:',
      '3. Eén volgorde',
      '4. Eén termijn',
    ]);
    expect(await pasted('word-table')).toEqual(['[[*Bedrijf*] ×2 | [*Loketten*]] [Bakkerij | 7 mensen | • gemeente / • provincie] [Vervoerder |  | een kaart]']);
    await page.getByText('De tekst is geplakt, zonder de afbeeldingen. Die kunnen niet in het verslag.').first().waitFor();
    expect(await pasted('word-tracked')).toEqual(['Het rijk stelt één termijn voor een verbouwing, zie dit stuk en rijksoverheid.nl(https://www.rijksoverheid.nl/onderwerpen)[1].', '~oud~ nieuw']);
    expect(await pasted('outlook-mail')).toEqual([
      'Beste Fatima,',
      '*Twee punten* uit de zaal, zie de proef(https://www.example.nl/proef?id=3):',
      '1. Kan een ondernemer de volgorde kiezen?',
      '2. Geldt dit ook voor Saba?',
      '*Noor Aziz*\nDirectie Participatie',
      '*Van:* Sanne de Wit <sanne@example.nl(mailto:sanne@example.nl)>',
    ]);
    expect(await pasted('word-online')).toEqual(['De proef met *één kaart*', '• gemeente', '  • wijk', '• provincie', '[Wie | Wanneer]']);

    const before = JSON.stringify(await blocksOf(house, kamer.id));
    await paste(page, { html: `<p>${'x'.repeat(2_000_001)}</p>` });
    await page.getByText('Dit is meer dan 2 MB en is niet geplakt. Plak het in delen.').waitFor();
    await paste(page, { plain: 'é'.repeat(100_001) });
    await page.getByText('Dit is te veel tekst in één keer, en is niet geplakt. Plak het in delen.').waitFor();
    await paste(page, { file: 'image/png' });
    await page.getByText('Een afbeelding kan niet in het verslag.').waitFor();
    expect(JSON.stringify(await blocksOf(house, kamer.id))).toBe(before);
    await browser.isSound(page);
  });

  test('undo takes back one’s own words alone, after a reconnect too; the focus stays while others type; ids go with their text', async ({ house, browser }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const [kamer, second] = [await aKamer(house, { organiser }), await aKamer(house, { organiser })];
    await invited(house, kamer.id, participant);
    const page = await browser.opens(organiser, `/sessions/${kamer.id}/note`);
    await text(page).locator('p').first().click();
    await page.keyboard.type('Mijn regel');
    await page.keyboard.press('Control+Alt+b');
    await page.getByRole('group', { name: 'Besluit' }).waitFor();
    await saved(page);
    await page.waitForTimeout(600);
    await page.keyboard.type(' en mijn slot');

    // Somebody else writes in the same line and above it, while the caret of the first stands there.
    const other = await writerOf(participant, kamer.id);
    const words = () => other.lineWith('Mijn regel').toJSON();
    await eventually(() => other.text.toJSON().includes('en mijn slot'));
    await other.edit(() => {
      const [run] = other.lineWith('Mijn regel').toArray();
      (run as { insert(at: number, words: string): void }).insert(0, 'Van een ander. ');
    });
    await other.line('Nog een regel');
    await text(page).getByText('Van een ander.').waitFor();
    expect(await text(page).evaluate((paper) => document.activeElement === paper)).toBe(true);
    await page.keyboard.type(' erbij');
    await eventually(() => words().includes('Van een ander. Mijn regel en mijn slot erbij'));
    await undoUntil(page, () => words().includes('Van een ander. Mijn regel<'));

    // The server goes and comes back; what others wrote meanwhile stays, one's own goes.
    await saved(page);
    await house.stop();
    await page.waitForTimeout(600);
    await page.keyboard.type(' zonder verbinding');
    await house.start();
    await saved(page);
    const again = await writerOf(participant, kamer.id);
    await again.line('Na de storing');
    await text(page).getByText('Na de storing').waitFor();
    await undoUntil(page, () => again.lineWith('Mijn regel').toJSON().includes('Van een ander. Mijn regel<'));
    expect(again.text.toJSON()).toContain('Na de storing');

    // Cut and pasted the outcome keeps its id; pasted once more, or in another note, it is one of its own.
    const [before] = await eventually(async () => ((await outcomesOf(house, kamer.id)).length === 1 ? outcomesOf(house, kamer.id) : null));
    const html = await copied(page, 'Van een ander');
    await page.keyboard.press('Delete');
    await eventually(async () => (await outcomesOf(house, kamer.id)).every(({ text: it }) => it === ''));
    await text(page).getByText('Na de storing').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await paste(page, { html });
    const moved = await eventually(async () => (await outcomesOf(house, kamer.id)).find(({ text: it }) => it.startsWith('Van een ander')));
    expect(moved.id).toBe(before?.id);
    await page.keyboard.press('Enter');
    await paste(page, { html });
    const twice = await eventually(async () => {
      const all = (await outcomesOf(house, kamer.id)).filter(({ text: it }) => it.startsWith('Van een ander'));
      return all.length === 2 && all;
    });
    expect(twice.map(({ id }) => id)).toContain(before?.id);
    const elsewhere = await browser.opens(organiser, `/sessions/${second.id}/note`);
    await text(elsewhere).locator('p').first().click();
    await paste(elsewhere, { html });
    const foreign = await eventually(async () => (await outcomesOf(house, second.id))[0]);
    expect(foreign.kind).toBe('DECISION');
    expect(twice.map(({ blockId }) => blockId)).not.toContain(foreign.blockId);
  });
});

/** How many steps somebody's typing is depends on their speed: one by one, until it is gone. */
async function undoUntil(page: Page, gone: () => boolean): Promise<void> {
  for (let steps = 0; steps < 30 && !gone(); steps++) {
    await page.keyboard.press('Control+z');
    await saved(page);
    await page.waitForTimeout(200);
  }
  expect(gone()).toBe(true);
}

/** Selects the line, and gives what the browser would put on the clipboard. */
async function copied(page: Page, some: string): Promise<string> {
  await text(page).locator('p', { hasText: some }).first().click({ clickCount: 3 });
  return text(page).evaluate((paper) => {
    const data = new DataTransfer();
    paper.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData('text/html');
  });
}

/** A block as one line: its sign, its text with emphasis and links, a table's cells between bars. */
function inShort(block: NoteBlock): string {
  if (block.type === 'RULE') return '---';
  if (block.type === 'TABLE') {
    return block.rows
      .map((cells) => {
        const shown = cells.map(({ head, columns, blocks }) => {
          const inside = blocks.map(inShort).join(' / ');
          return `${head ? `[${inside}]` : inside}${columns > 1 ? ` ×${columns}` : ''}`;
        });
        return `[${shown.join(' | ')}]`;
      })
      .join(' ');
  }
  const words = block.runs
    .map(({ text: it, bold, italic, strike, link }) => {
      const marked = [bold && '*', italic && '_', strike && '~'].filter(Boolean).join('');
      return `${marked}${it}${marked}${link === undefined ? '' : `(${link})`}`;
    })
    .join('');
  if (block.type === 'HEADING') return `H${block.level} ${words}`;
  const sign = block.bullet === 'DOT' ? '• ' : block.bullet === null ? '' : `${block.bullet}. `;
  return `${'  '.repeat(Math.max(block.depth - 1, 0))}${sign}${words}`;
}
