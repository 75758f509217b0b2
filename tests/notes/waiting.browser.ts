import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test, widths } from '../support/browser.js';
import { COOKIE } from '../../server/src/platform/sign-in/viewers.service.js';
import { Outbox } from '../../server/src/platform/outbox/outbox.service.js';
import { NoteRooms } from '../../server/src/features/notes/note-rooms.service.js';
import type { House } from '../support/house.js';
import type { Resident } from '../support/resident.js';
import { aKamer, eventually, invited, writerOf } from './kamer.js';

const text = (page: Page) => page.getByRole('textbox', { name: 'Tekst van het verslag' });
const saved = (page: Page) => page.locator('.kk-room__saved[data-waiting="0"]').waitFor();
const waits = (page: Page, n: number) => page.getByText(`Niet opgeslagen – ${n} wijzigingen wachten`).first().waitFor();
const isOffline = (page: Page) => page.getByText('Geen verbinding sinds').waitFor();
const crash = async (page: Page) => {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined); // the answer dies with the page
  await gone;
  await page.close();
};
/** All that this browser holds of notes, of whomever. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return [...databases.map(({ name }) => name ?? ''), ...Object.keys(localStorage)].filter((name) => name.startsWith('kenniskamer.note')).sort();
  });
const signsIn = (context: BrowserContext, person: Resident) => context.addCookies([{ name: COOKIE, value: person.token, url: person.url, httpOnly: true, sameSite: 'Lax' }]);
const tell = async (house: House, topic: 'access.changed' | 'session.changed', sessionId: string) => {
  await house.db.$transaction((tx) => house.app.get(Outbox).add(tx, topic, { sessionId }));
  await house.settled();
};
/** What everybody reads now. */
async function stored(organiser: Resident, sessionId: string): Promise<string> {
  const reader = await writerOf(organiser, sessionId);
  reader.close();
  return reader.text.toJSON();
}

describe('text that waits', () => {
  test('is counted, deletions too, survives its tab, is announced on every page, and is nobody else’s', async ({ house, browser }) => {
    const [organiser, other] = [await house.organiser({ name: 'Fatima El Amrani' }), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    await invited(house, kamer.id, other);
    const path = `/sessions/${kamer.id}/note`;
    const page = await browser.opens(organiser, path);
    const context = page.context();
    await text(page).click();
    await page.keyboard.type('voor de storing weg');
    await saved(page);

    // The network goes: two deletions and one letter are three changes, on a phone as well.
    await context.setOffline(true);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('X');
    await waits(page, 3);
    await page.setViewportSize({ width: widths.phone, height: 844 });
    await waits(page, 3);
    await isOffline(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(widths.phone);
    await context.setOffline(false);
    await saved(page);
    expect(await stored(organiser, kamer.id)).toContain('voor de storing wX');

    // It goes again, and the tab crashes.
    await context.setOffline(true);
    await page.keyboard.press('Backspace');
    await page.keyboard.type(' en erna');
    await waits(page, 9);
    await crash(page);
    await context.setOffline(false);

    // The next person on this browser sees nothing of it, and sends nothing, in the same note.
    await signsIn(context, other);
    const next = await context.newPage();
    await next.goto(path);
    await text(next).click();
    await next.keyboard.type('van een ander ');
    await saved(next);
    await next.goto('/me');
    await next.getByRole('heading', { name: 'Mijn gegevens' }).waitFor();
    expect(await next.getByText('wijzigingen wachten').count()).toBe(0);
    expect(await stored(organiser, kamer.id)).not.toContain('en erna');
    expect((await kept(next)).every((name) => name.includes(organiser.id))).toBe(true);

    // Who typed it hears of it on another page; opening the note sends it.
    await signsIn(context, organiser);
    await next.goto('/me');
    await next.getByText('Niet opgeslagen: 9 wijzigingen wachten').waitFor();
    await browser.isSoundEverywhere(next);
    await next.getByRole('link', { name: 'Rijksregie door de ogen van burgers' }).click();
    await saved(next);
    const lines = await stored(organiser, kamer.id);
    expect(lines).toMatch(/voor de storing w(van een ander )? en erna/);
    expect(lines).not.toContain('wX');
    await next.goto('/me');
    await next.getByRole('heading', { name: 'Mijn gegevens' }).waitFor();
    expect(await next.getByText('wijzigingen wachten').count()).toBe(0);

    // Signing out erases what waits.
    await next.goto(path);
    await text(next).click();
    await saved(next);
    await context.setOffline(true);
    await next.keyboard.type('gewist');
    await waits(next, 6);
    await crash(next);
    await context.setOffline(false);
    const last = await context.newPage();
    await last.goto('/me');
    await last.getByText('Niet opgeslagen: 6 wijzigingen wachten').waitFor();
    await last.getByRole('button', { name: /mijn menu/ }).click();
    await last.getByRole('menuitem', { name: 'Afmelden' }).click();
    await last.waitForURL('**/sign-in');
    await eventually(async () => (await kept(last)).length === 0);
    expect(await stored(await house.signedInAgain(organiser), kamer.id)).not.toContain('gewist');
  });

  test('that is refused can be read and copied; that of another making of the note is merged with nothing', async ({ house, browser }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    await invited(house, kamer.id, participant);
    const path = `/sessions/${kamer.id}/note`;
    const page = await browser.opens(organiser, path);
    const theirs = await browser.opens(participant, path, { width: widths.phone });
    for (const one of [page, theirs]) await one.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = async (one: Page) => {
      await one.getByRole('button', { name: 'Kopieer de tekst' }).click();
      await one.getByText('De tekst is gekopieerd.').first().waitFor();
      return one.evaluate(() => navigator.clipboard.readText());
    };
    await text(theirs).click();
    await theirs.keyboard.type('van iedereen ');
    await saved(theirs);

    // Taken out while away: what they typed is theirs, the note is not, and nothing of it stays in the browser.
    await theirs.context().setOffline(true);
    await isOffline(theirs);
    await theirs.keyboard.type('alleen van mij');
    await waits(theirs, 14);
    await house.db.invitation.updateMany({ where: { sessionId: kamer.id }, data: { removedAt: new Date() } });
    await tell(house, 'access.changed', kamer.id);
    await theirs.context().setOffline(false);
    await theirs.getByText('Dit verslag is er niet meer, of is niet meer voor u').waitFor();
    expect(await copied(theirs)).toBe('alleen van mij');
    expect(await theirs.getByText('van iedereen').count()).toBe(0);
    expect(await kept(theirs)).toEqual([]);

    // The note is made anew while a crashed tab held text of it: shown, copied, removed.
    const context = page.context();
    await text(page).click();
    await context.setOffline(true);
    await isOffline(page);
    await page.keyboard.type('oude tekst');
    await waits(page, 10);
    await crash(page);
    await house.db.note.update({ where: { sessionId: kamer.id }, data: { generation: { increment: 1 } } });
    const rooms = house.app.get(NoteRooms);
    rooms.discard(await rooms.open(kamer.id));
    await context.setOffline(false);
    const fresh = await context.newPage();
    await fresh.goto(path);
    await fresh.getByText('In deze browser staat nog tekst van u die niet is opgeslagen.').waitFor();
    expect(await fresh.getByRole('textbox', { name: 'Tekst die niet is opgeslagen' }).inputValue()).toContain('oude tekst');
    expect(await copied(fresh)).toContain('oude tekst');
    await saved(fresh);
    await browser.isSoundEverywhere(fresh);
    await fresh.getByRole('button', { name: 'Verwijder uit deze browser' }).click();
    await fresh.getByText('In deze browser staat nog tekst').waitFor({ state: 'detached' });
    expect(await stored(organiser, kamer.id)).not.toContain('oude tekst');

    // Final while away: refused, readable, and gone from the browser once one goes on.
    await text(fresh).click();
    await fresh.context().setOffline(true);
    await isOffline(fresh);
    await fresh.keyboard.type('te laat');
    await waits(fresh, 7);
    await house.db.finalisation.create({ data: { sessionId: kamer.id, version: 1, byId: organiser.id } });
    await tell(house, 'session.changed', kamer.id);
    await fresh.context().setOffline(false);
    await fresh.getByText('Uw laatste tekst is niet opgeslagen.').waitFor();
    expect(await copied(fresh)).toContain('te laat');
    await fresh.getByRole('button', { name: 'Open het verslag opnieuw' }).click();
    await fresh.getByText('Dit verslag is definitief.').waitFor();
    expect(await fresh.locator('.kk-paper').textContent()).not.toContain('te laat');
  });
});
