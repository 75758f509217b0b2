import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endSignIn } from '@kenniskamer/shared/sign-in';
import type { BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { describe, expect, test, widths } from '../support/browser.js';
import { Database } from '../../server/src/platform/database/database.service.js';
import { COOKIE, hashOf } from '../../server/src/platform/sign-in/viewers.service.js';
import { Outbox } from '../../server/src/platform/outbox/outbox.service.js';
import { NoteRooms } from '../../server/src/features/notes/note-rooms.service.js';
import type { House } from '../support/house.js';
import type { Resident } from '../support/resident.js';
import { aKamer, eventually, invited, serverApart, writerOf } from './kamer.js';

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

    // Signing out erases what waits, and asks first.
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
    await last.getByRole('button', { name: 'Blijf aangemeld' }).click();
    await last.getByText('Niet opgeslagen: 6 wijzigingen wachten').waitFor();
    await last.getByRole('button', { name: /mijn menu/ }).click();
    await last.getByRole('menuitem', { name: 'Afmelden' }).click();
    await last.getByRole('button', { name: 'Meld mij toch af' }).click();
    await last.waitForURL('**/sign-in');
    await eventually(async () => (await kept(last)).length === 0);
    expect(await stored(await house.signedInAgain(organiser), kamer.id)).not.toContain('gewist');

    // So does losing access while no page of the note is open; the next page says that something went.
    const back = await house.signedInAgain(organiser);
    await signsIn(context, back);
    await last.goto(path);
    await saved(last);
    await text(last).click();
    await context.setOffline(true);
    await last.keyboard.type('weg');
    await waits(last, 3);
    await crash(last);
    await house.db.sessionOrganiser.deleteMany({ where: { sessionId: kamer.id } });
    await context.setOffline(false);
    const gone = await context.newPage();
    await gone.goto(path);
    await gone.getByText('Wat u daarin typte en nog niet was opgeslagen, is gewist.').waitFor();
    expect(await kept(gone)).toEqual([]);
  });

  test('that is refused can be read and copied; that of another making of the note is merged with nothing', async ({ house, browser }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    const link = await invited(house, kamer.id, participant);
    const path = `/sessions/${kamer.id}/note`;
    const page = await browser.opens(organiser, path);
    const onPhone = await browser.opens(house.nobody(), `/invitation/${link}/note`, { width: widths.phone });
    for (const one of [page, onPhone]) await one.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = async (one: Page) => {
      await one.getByRole('button', { name: 'Kopieer de tekst' }).click();
      await one.getByText('De tekst is gekopieerd.').first().waitFor();
      return one.evaluate(() => navigator.clipboard.readText());
    };
    await text(onPhone).click();
    await onPhone.keyboard.type('van ');
    await saved(onPhone);

    // With only a link the copy is the invitation's, and the link itself is not kept.
    await onPhone.context().setOffline(true);
    await onPhone.keyboard.type('iedereen ');
    await waits(onPhone, 9);
    const theirs = await onPhone.context().newPage();
    await crash(onPhone);
    await theirs.context().setOffline(false);
    await theirs.goto(`/invitation/${link}/note`);
    await saved(theirs);
    expect(await stored(organiser, kamer.id)).toContain('van iedereen ');
    const { id } = await house.db.invitation.findFirstOrThrow({ where: { sessionId: kamer.id } });
    expect((await kept(theirs)).every((name) => name.includes(id) && !name.includes(link))).toBe(true);
    await text(theirs).click();
    await theirs.keyboard.press('Control+End');

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

  test('is not kept of a confidential note, which says so; nobody sends what another typed in a page that stayed open', async ({ house, browser }) => {
    const [organiser, other] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser, confidentiality: 'CONFIDENTIAL' });
    await invited(house, kamer.id, other);
    const page = await browser.opens(organiser, `/sessions/${kamer.id}/note`, { width: widths.phone });
    const context = page.context();
    await page.getByText('De tekst wordt niet op dit apparaat bewaard').waitFor();
    await text(page).click();
    await page.keyboard.type('vertrouwelijk ');
    await saved(page);
    expect(await kept(page)).toEqual([]);

    // Signed out in another browser of theirs: this one comes back by itself.
    const elsewhere = await house.signedInAgain(organiser);
    await elsewhere.call(endSignIn);
    await page.keyboard.type('verder ');
    await saved(page);

    // Without a connection the page may not be left just like that.
    await context.setOffline(true);
    await isOffline(page);
    await page.keyboard.type('onderweg');
    await waits(page, 8);
    expect(await kept(page)).toEqual([]);
    await page.getByRole('link', { name: 'Naar de kenniskamer' }).click();
    await page.getByRole('dialog', { name: 'Uw laatste tekst is nog niet opgeslagen' }).getByRole('button', { name: 'Blijf hier' }).click();

    // Their sign-in expired meanwhile, and somebody else signed in: they are asked to reload, and nothing goes.
    await house.db.signIn.updateMany({ where: { personId: organiser.id }, data: { endsAt: new Date() } });
    await context.setOffline(false);
    await page.getByText('U bent niet meer aangemeld.').waitFor();
    await signsIn(context, other);
    await page.getByText('In deze browser is intussen iemand anders aangemeld').waitFor();
    expect(await page.getByText('onderweg').count()).toBe(0);
    const again = await house.signedInAgain(organiser);
    expect(await stored(again, kamer.id)).not.toContain('onderweg');
    expect(await stored(again, kamer.id)).toContain('vertrouwelijk verder');
  });

  test('goes by polling where websockets are blocked', async ({ house, browser }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    // A proxy as in an office: it takes no upgrades.
    const proxy = createServer((from, to) => {
      const headers = { ...from.headers, host: new URL(house.url).host, ...(from.headers.origin && { origin: house.url }) };
      const onward = request(house.url + (from.url ?? ''), { method: from.method, headers }, (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      });
      onward.on('error', () => to.destroy()); // the page went in the middle of a poll
      from.pipe(onward);
    });
    proxy.on('upgrade', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    const { port } = proxy.address() as AddressInfo;
    const page = await browser.opens(organiser, `http://127.0.0.1:${port}/sessions/${kamer.id}/note`);
    await text(page).click();
    await page.keyboard.type('zonder websocket');
    await saved(page);
    const writer = await writerOf(organiser, kamer.id);
    expect(writer.text.toJSON()).toContain('zonder websocket');
    await writer.line('en terug');
    await page.locator('.kk-paper', { hasText: 'en terug' }).waitFor();
    writer.close();
  });

  test('is sent after a server that hung past the ping, with the sign-in expired meanwhile: 300 changes before and 300 after', { timeout: 240_000 }, async ({ house, browser }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const again = await house.signedInAgain(organiser);
    await house.stop();
    const server = await serverApart(house);
    const db = new Database(house.databaseUrl);
    onTestFinished(async () => {
      server.kill('SIGCONT');
      await Promise.all([server.stop(), db.$disconnect()]);
      await house.start();
    });
    const page = await browser.opens(organiser, `/sessions/${kamer.id}/note`);
    await text(page).click();
    await page.keyboard.type('voor '.repeat(60));
    server.kill('SIGSTOP');
    await page.keyboard.type('erna '.repeat(60));
    await db.signIn.updateMany({ where: { hash: hashOf(organiser.token) }, data: { endsAt: new Date() } });
    await page.getByText(/Niet opgeslagen – [3-6]\d\d wijzigingen wachten/).first().waitFor();
    // The pages say so after half a minute; a connection is given up 25 s between pings and 20 s of patience after the last ping.
    await page.waitForTimeout(47_000);
    await isOffline(page);
    server.kill('SIGCONT');
    await page.getByText('U bent niet meer aangemeld.').waitFor();
    await page.getByText(/Niet opgeslagen – [3-6]\d\d wijzigingen wachten/).first().waitFor();
    await signsIn(page.context(), again);
    await saved(page);
    const writer = await writerOf(again, kamer.id);
    expect(writer.text.toJSON()).toContain(`${'voor '.repeat(60)}${'erna '.repeat(60)}`);
    writer.close();
  });
});
