import { readAction } from '@kenniskamer/shared/action';
import { ActionChanges } from '../../server/src/features/actions/action-changes.service.js';
import { describe, expect, test, widths } from '../support/browser.js';
import { aRoom } from './room.js';

describe('the actions', () => {
  test('what is late first, filtered in the address, asked about in one press', async ({ house, browser }) => {
    const organiser = await house.organiser();
    const owner = await house.participant({ name: 'Sanne Brouwer' });
    const room = await aRoom(house, { organiser, invited: [owner], phase: 'ENDED' });
    await room.action({ text: 'Panel van tien kleine bedrijven samenstellen', owner, due: -7 });
    await room.action({ text: 'Notitie over noodrem', due: 3 });
    await room.action({ text: 'Lijst van tijdelijke wetten met een heel lang woord: aansprakelijkheidswaardevaststellingsveranderingen', owner, due: 40 });
    const page = await browser.opens(organiser, '/actions');
    await page.getByText('Eén actie is te laat en één heeft geen eigenaar.').waitFor();
    await page.getByText('7 dagen te laat').waitFor();
    await browser.isSoundEverywhere(page);
    await page.getByRole('button', { name: 'Vraag naar stand: Panel van tien kleine bedrijven samenstellen' }).press('Enter');
    await page.getByText('Sanne Brouwer krijgt een mail met de vraag hoe het staat.').waitFor();
    await page.getByRole('button', { name: 'Alleen te laat' }).press('Enter');
    await page.getByRole('link', { name: 'Notitie over noodrem', exact: true }).waitFor({ state: 'detached' });
    expect(page.url()).toContain('overdue=true');
    await browser.isSound(page);
    await page.reload();
    await page.getByRole('link', { name: 'Panel van tien kleine bedrijven samenstellen' }).waitFor();
    expect(await page.getByRole('link', { name: 'Notitie over noodrem' }).count()).toBe(0);
  });

  test('are complete in English, and empty says what comes here', async ({ house, browser }) => {
    const page = await browser.opens(await house.participant({ language: 'en' }), '/actions', { language: 'en' });
    await page.getByText('There are no actions here yet').waitFor();
    await browser.isSound(page);
  });
});

describe('one action', () => {
  test('is moved by its owner, and an open screen moves too', async ({ house, browser }) => {
    const organiser = await house.organiser({ name: 'Joost Verhagen' });
    const owner = await house.participant({ name: 'Mehmet Yıldız' });
    const room = await aRoom(house, { organiser, invited: [owner], phase: 'FINAL', title: 'Minder regels, meer richting' });
    const { id } = await room.action({ text: 'Toets opnemen in het beleidskompas', owner, due: 2 });
    const watching = await browser.opens(organiser, `/actions/${id}`);
    await watching.getByRole('heading', { level: 1, name: 'Toets opnemen in het beleidskompas' }).waitFor();
    await browser.isSoundEverywhere(watching);
    const page = await browser.opens(owner, `/actions/${id}`, { width: widths.phone });
    await page.getByRole('textbox', { name: 'Opmerking' }).fill('Acht bedrijven doen mee.');
    await page.getByRole('button', { name: 'Bewaar' }).press('Enter');
    await page.getByText('Acht bedrijven doen mee.').last().waitFor();
    await watching.getByText('Acht bedrijven doen mee.').waitFor();
    await page.getByRole('button', { name: 'Klaar melden' }).press('Enter');
    await page.getByText('van Open op Klaar.').waitFor();
    await browser.isSound(page);
    await watching.getByText('van Open op Klaar.').waitFor();
    expect((await owner.call(readAction, { params: { id } })).state).toBe('DONE');
  });

  test('who may not see it gets the same page as for what is not there', async ({ house, browser }) => {
    const organiser = await house.organiser();
    const room = await aRoom(house, { organiser, phase: 'ENDED', confidentiality: 'CONFIDENTIAL' });
    const { id } = await room.action({ text: 'Geheime actie' });
    const page = await browser.opens(await house.participant(), `/actions/${id}`);
    await page.getByRole('heading', { level: 1, name: 'Deze pagina is er niet, of is niet voor u' }).waitFor();
    expect(await page.content()).not.toContain('Geheime actie');
    await browser.isSound(page);
  });

  test('is reported on behind a mailed link, without a script or account', async ({ house, browser }) => {
    const organiser = await house.organiser();
    const owner = await house.participant();
    const room = await aRoom(house, { organiser, invited: [owner], phase: 'ENDED' });
    const { id } = await room.action({ text: 'Panel samenstellen', owner, due: -2 });
    await house.db.$transaction((tx) => house.app.get(ActionChanges, { strict: false }).tellOwner(tx, room.id, owner.id));
    await house.settled();
    const link = /\/action\/[\w-]+/.exec(house.post.of(owner.email)[0]?.mail.text ?? '')?.[0] ?? '';
    const looked = await browser.opens(house.nobody(), link);
    await browser.isSoundEverywhere(looked);
    const page = await browser.opens(house.nobody(), link, { width: widths.phone, script: false });
    await page.getByRole('radio', { name: 'Bezig' }).check();
    await page.getByRole('textbox', { name: 'Opmerking' }).fill('Het loopt.');
    await page.getByRole('button', { name: 'Bewaar' }).press('Enter');
    await page.getByText('Bewaard. Dank u wel.').waitFor();
    expect((await organiser.call(readAction, { params: { id } })).state).toBe('IN_PROGRESS');
  });
});
