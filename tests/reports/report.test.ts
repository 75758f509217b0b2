import { listActions, setBlockAction } from '@kenniskamer/shared/action';
import type { Confidentiality } from '@kenniskamer/shared/level';
import { changeReportDraft, correctAttendance, endSession, finaliseSession, readEnding, readReport, readReportDraft, readReportOutcomes, reopenSession } from '@kenniskamer/shared/report';
import * as Y from 'yjs';
import { aKamer, eventually, writerOf } from '../notes/kamer.js';
import { describe, expect, test } from '../support/house.js';
import type { House } from '../support/house.js';
import { anInvitation } from '../support/invite.js';
import type { Resident } from '../support/resident.js';
import { aQuestion } from '../actions/room.js';
import { wordIn } from './word.js';

/** A session that has begun, with a note of three lines: an insight, an action, and plain text. */
async function aHeldKamer(house: House, confidentiality: Confidentiality = 'OPEN') {
  const organiser = await house.organiser({ name: 'Fatima El Amrani' });
  const there = await house.participant({ name: 'Sanne Brouwer' });
  const away = await house.participant({ name: 'Henk Terpstra' });
  const kamer = await aKamer(house, { organiser, confidentiality, items: ['Welkom', 'Drie bedrijven'] });
  await house.db.programmeItem.update({ where: { id: kamer.items[1]?.id }, data: { speaker: 'Marijke de Wit', minutes: 20 } });
  const invitations = { there: await anInvitation(house, kamer.id, there.id), away: await anInvitation(house, kamer.id, away.id) };
  const question = await aQuestion(house, 'A1.3');
  const writer = await writerOf(there, kamer.id);
  await writer.line('Mensen maken verschil tussen sturen en regelen', { kind: 'INSIGHT', questions: question });
  const blockId = await writer.line('Panel van tien bedrijven <samenstellen>', { kind: 'ACTION', questions: question });
  await writer.line('Gewone tekst');
  await writer.edit((text) => text.push([aTable([['Bedrijf', 'Loketten'], ['Bakkerij <Dijk>', '4']])]));
  await organiser.call(setBlockAction, { params: { id: kamer.id, blockId }, input: { ownerId: there.id, dueOn: '2027-01-29' } });
  await house.settled();
  return { organiser, there, away, invitations, writer, question, blockId, id: kamer.id, here: { params: { id: kamer.id } } };
}

/** As the editor makes it, its first row of heads. */
function aTable(rows: string[][]): Y.XmlElement {
  const element = (name: string, inside: (Y.XmlElement | Y.XmlText)[]) => {
    const made = new Y.XmlElement(name);
    made.insert(0, inside);
    return made;
  };
  const cell = (words: string, row: number) => element(row === 0 ? 'tableHeader' : 'tableCell', [element('paragraph', [new Y.XmlText(words)])]);
  return element('table', rows.map((cells, row) => element('tableRow', cells.map((words) => cell(words, row)))));
}

const subjectsOf = (house: House, who: Resident) => house.post.of(who.email).map(({ mail }) => mail.subject);

describe('ending a session', () => {
  test('who opened the note is ticked; the rest can be added; owners hear from then on; who was there writes on', async ({ house }) => {
    const kamer = await aHeldKamer(house);
    const { organiser, there, away, here, writer } = kamer;
    const before = await organiser.call(readEnding, here);
    expect(before.endedAt).toBeNull();
    expect(before.people.map(({ name, attended }) => [name, attended])).toEqual([
      ['Fatima El Amrani', false],
      ['Henk Terpstra', false],
      ['Sanne Brouwer', true],
    ]);
    await eventually(async () => (await organiser.call(readEnding, here)).actions.all === 1);
    expect(subjectsOf(house, there).filter((subject) => subject?.includes('actie'))).toEqual([]);

    const ended = await organiser.call(endSession, { ...here, input: { attendedIds: [there.id] } });
    expect(ended.endedAt).not.toBeNull();
    expect(ended.actions).toEqual({ all: 1, withoutOwner: 0, owners: 1 });
    expect(await house.db.noteVisit.count({ where: { sessionId: kamer.id } })).toBe(0);
    await house.settled();
    expect(subjectsOf(house, there)).toContain('U hebt een actie: Panel van tien bedrijven <samenstellen>');
    await writer.line('Nog een zin');
    await expect(writerOf(away, kamer.id).then((late) => late.line('Mag niet'))).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await organiser.call(correctAttendance, { ...here, input: { attendedIds: [there.id, away.id] } });
    expect((await organiser.call(readEnding, here)).people.filter(({ attended }) => attended)).toHaveLength(2);
    await expect(organiser.call(endSession, { ...here, input: { attendedIds: [] } })).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    writer.close();
  });

  test('only organisers see and do it; nobody else was there; not before it begins', async ({ house }) => {
    const { organiser, there, here, writer } = await aHeldKamer(house);
    const stranger = await house.participant();
    await expect(there.call(readEnding, here)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(stranger.call(readEnding, here)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(there.call(endSession, { ...here, input: { attendedIds: [] } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(organiser.call(endSession, { ...here, input: { attendedIds: [stranger.id] } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { issues: [{ path: ['attendedIds', 0], code: 'NOT_FOUND' }] },
    });
    expect((await organiser.call(readEnding, here)).endedAt).toBeNull();
    await expect(organiser.call(finaliseSession, here)).rejects.toMatchObject({ code: 'SESSION_NOT_ENDED' });
    const later = await aKamer(house, { organiser, startsInHours: 5 });
    await expect(organiser.call(endSession, { params: { id: later.id }, input: { attendedIds: [] } })).rejects.toMatchObject({ code: 'SESSION_NOT_STARTED' });
    writer.close();
  });
});

describe('definitief', () => {
  test('locks the text, stores the report as it is, mails its link; reopening has a reason and makes a new version', async ({ house }) => {
    const kamer = await aHeldKamer(house);
    const { organiser, there, away, here, writer } = kamer;
    const reader = await house.participant();
    await organiser.call(endSession, { ...here, input: { attendedIds: [there.id] } });
    await expect(reader.call(readReport, { ...here, input: {} })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(there.call(finaliseSession, here)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await writer.line('Op het laatste moment', { kind: 'DECISION' });
    expect(await organiser.call(finaliseSession, here)).toMatchObject({ version: 1 });
    await expect(organiser.call(finaliseSession, here)).rejects.toMatchObject({ code: 'SESSION_FINAL' });
    await expect(writer.line('Te laat')).rejects.toMatchObject({ code: 'NOTE_LOCKED' });

    const report = await reader.call(readReport, { ...here, input: {} });
    expect(report).toMatchObject({ version: 1, final: true, may: { reopen: false }, content: { title: 'Rijksregie door de ogen van burgers', confidentiality: 'OPEN' } });
    expect(report.content.outcomes.map(({ kind, text }) => [kind, text])).toEqual([
      ['INSIGHT', 'Mensen maken verschil tussen sturen en regelen'],
      ['ACTION', 'Panel van tien bedrijven <samenstellen>'],
      ['DECISION', 'Op het laatste moment'],
    ]);
    expect(report.content.outcomes[1]).toMatchObject({ owner: 'Sanne Brouwer', dueOn: '2027-01-29' });
    expect(report.content.questions).toMatchObject([{ code: 'A1.3' }]);
    expect(report.content.attendance).toEqual([{ name: 'Sanne Brouwer', from: null }]);
    expect(JSON.stringify(report.content.note)).toContain('Gewone tekst');
    const [, bakery] = report.content.note.flatMap((block) => (block.type === 'TABLE' ? block.rows : []));
    expect(bakery?.map(({ head, columns, blocks }) => [head, columns, blocks.flatMap((block) => (block.type === 'PARAGRAPH' ? block.runs : []))])).toEqual([
      [false, 1, [{ text: 'Bakkerij <Dijk>' }]],
      [false, 1, [{ text: '4' }]],
    ]);

    // Everybody who was invited gets the link, also who was away; nobody else's name stands in it.
    await house.settled();
    const mailed = house.post.of(away.email).find(({ mail }) => mail.subject?.startsWith('Verslag van'));
    expect(mailed?.mail.text).not.toContain('Sanne');
    const path = /\/invitation\/[\w-]+\/report/.exec(mailed?.mail.text ?? '')?.[0] ?? '';
    expect(path).toBe(`/invitation/${kamer.invitations.away.token}/report`);
    const page = await house.nobody().fetch(path);
    expect(page.status).toBe(200);
    const shown = await page.text();
    expect(shown).toContain('Panel van tien bedrijven &lt;samenstellen&gt;');
    expect(shown).toMatch(/<th scope="col"[^>]*><p[^>]*>Loketten<.*<td[^>]*><p[^>]*>Bakkerij &lt;Dijk&gt;</s);
    expect(shown).not.toContain('<script');
    const word = await house.nobody().fetch(`${path}.docx`);
    expect(word.headers.get('content-disposition')).toMatch(/^attachment; filename="verslag-rijksregie-door-de-ogen-van-burgers-\d{4}-\d\d-\d\d\.docx"$/);
    const file = await wordIn(word);
    expect(file).toContain('Panel van tien bedrijven &lt;samenstellen&gt;');
    expect(file).toMatch(/<w:tbl>.*<w:tblHeader.*Loketten.*Bakkerij &lt;Dijk&gt;.*<\/w:tbl>/s);

    // Its text stands still; what becomes of the action goes on, and the stored report does not change with it.
    const [action] = (await there.call(listActions, { input: { limit: 5, whose: 'MINE', state: 'TO_DO' } })).items;
    expect(action?.text).toContain('Panel');

    await expect(there.call(reopenSession, { ...here, input: { reason: 'Naam klopt niet' } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    const empty = await organiser.fetch(`/api/v1/sessions/${kamer.id}/reopenings`, { method: 'POST', body: '{"reason":"  "}', headers: { 'content-type': 'application/json' } });
    expect(await empty.json()).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: ['reason'], code: 'REQUIRED' }] });
    await organiser.call(reopenSession, { ...here, input: { reason: 'Naam klopt niet' } });
    expect(await house.db.audit.findFirst({ where: { sessionId: kamer.id, act: 'session.reopened' } })).toMatchObject({ actorId: organiser.id, changes: { reason: 'Naam klopt niet' } });
    await expect(reader.call(readReport, { ...here, input: {} })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await house.nobody().fetch(path)).status).toBe(404);
    expect(await there.call(readReport, { ...here, input: {} })).toMatchObject({ version: 1, final: false });
    const again = await writerOf(there, kamer.id);
    await again.line('Verbeterd');
    again.close();
    expect(await organiser.call(finaliseSession, here)).toMatchObject({ version: 2 });
    await house.settled();
    expect(subjectsOf(house, away)).toContain('Nieuwe versie van het verslag van Rijksregie door de ogen van burgers');
    expect(JSON.stringify((await reader.call(readReport, { ...here, input: {} })).content.note)).toContain('Verbeterd');
    // Earlier versions are for the session's own people: what was wrong in them is not for everybody.
    expect((await there.call(readReport, { ...here, input: { version: 1 } })).versions.map(({ version }) => version)).toEqual([2, 1]);
    await expect(reader.call(readReport, { ...here, input: { version: 1 } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await reader.fetch(`/api/v1/sessions/${kamer.id}/report.docx?version=1`)).status).toBe(404);
    writer.close();
  });

  test('Chatham House: no name anywhere in what is stored, read, downloaded or shown', async ({ house }) => {
    const kamer = await aHeldKamer(house, 'CHATHAM_HOUSE');
    const { organiser, there, here, writer } = kamer;
    const reader = await house.participant();
    await organiser.call(endSession, { ...here, input: { attendedIds: [there.id] } });
    await organiser.call(finaliseSession, here);
    const names = /Sanne|Fatima|Henk|Marijke/;
    expect(JSON.stringify(await house.db.report.findMany({ where: { sessionId: kamer.id } }))).not.toMatch(names);
    for (const who of [reader, there, organiser]) expect(JSON.stringify((await who.call(readReport, { ...here, input: {} })).content)).not.toMatch(names);
    const word = await reader.fetch(`/api/v1/sessions/${kamer.id}/report.docx`);
    expect(word.status).toBe(200);
    expect(await wordIn(word)).not.toMatch(names);
    expect(await (await house.nobody().fetch(`/invitation/${kamer.invitations.there.token}/report`)).text()).not.toMatch(names);
    expect(JSON.stringify(await house.db.audit.findMany({ where: { sessionId: kamer.id, act: { startsWith: 'session.e' } } }))).not.toContain('attended');
    writer.close();
  });

  test('a confidential report exists for its people only; who is taken out loses it', async ({ house }) => {
    const kamer = await aHeldKamer(house, 'CONFIDENTIAL');
    const { organiser, there, away, here, writer } = kamer;
    await organiser.call(endSession, { ...here, input: { attendedIds: [there.id] } });
    await organiser.call(finaliseSession, here);
    for (const who of [await house.participant(), await house.coordinator(), await house.organiser(), await house.administrator()]) {
      await expect(who.call(readReport, { ...here, input: {} })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await who.fetch(`/api/v1/sessions/${kamer.id}/report.docx`)).status).toBe(404);
    }
    // Who declined keeps access.
    await house.db.invitation.update({ where: { id: kamer.invitations.away.id }, data: { partstat: 'DECLINED' } });
    expect((await away.call(readReport, { ...here, input: {} })).content.attendance).toEqual([{ name: 'Sanne Brouwer', from: null }]);
    await house.db.invitation.update({ where: { id: kamer.invitations.away.id }, data: { removedAt: new Date() } });
    await expect(away.call(readReport, { ...here, input: {} })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await house.nobody().fetch(`/invitation/${kamer.invitations.away.token}/report`)).status).toBe(401);
    writer.close();
  });
});

describe('the report writes itself', () => {
  const downloaded = async (who: { fetch: Resident['fetch'] }, path: string) => {
    const response = await who.fetch(path);
    expect(response.status, path).toBe(200);
    return response;
  };

  test('foreword and order are kept as typed, shown beforehand, and stand in what is stored, read and downloaded', async ({ house }) => {
    const { organiser, there, here, writer, question, invitations, id } = await aHeldKamer(house);
    const other = await aQuestion(house, 'B2.1');
    await writer.line('Dit hoort bij een andere vraag', { kind: 'INSIGHT', questions: other });
    await writer.line('Tweede inzicht', { kind: 'INSIGHT', questions: question, blockId: 'blok-tweede' });
    await eventually(() => house.db.outcome.findFirst({ where: { blockId: 'blok-tweede', readSeq: { gt: 0 } } }));
    const before = await organiser.call(readReportDraft, here);
    expect(before).toMatchObject({ revision: 0, foreword: '', content: { foreword: null } });
    expect(before.content.questions.map(({ code }) => code)).toEqual(['A1.3', 'B2.1']);
    await expect(there.call(readReportDraft, here)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(there.call(changeReportDraft, { ...here, input: { revision: 0, foreword: 'Mag niet' } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });

    const blockIds = ['blok-tweede', ...before.content.outcomes.map(({ blockId }) => blockId).filter((one) => one !== 'blok-tweede')];
    await organiser.call(changeReportDraft, { ...here, input: { revision: 0, foreword: 'Een goed gesprek.\r\n\r\nMet dank.' } });
    const draft = await organiser.call(changeReportDraft, { ...here, input: { revision: 1, questionIds: [other, question], blockIds } });
    expect(draft).toMatchObject({ revision: 2, foreword: 'Een goed gesprek.\n\nMet dank.' });
    expect(draft.content.questions.map(({ code }) => code)).toEqual(['B2.1', 'A1.3']);
    expect(draft.content.outcomes[0]?.text).toBe('Tweede inzicht');
    // What a second organiser had on the screen is not laid over it.
    await expect(organiser.call(changeReportDraft, { ...here, input: { revision: 1, foreword: 'Ouder' } })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    const raw = (body: unknown) => organiser.fetch(`/api/v1/sessions/${id}/report-draft`, { method: 'PATCH', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    expect((await raw({ revision: 2, foreword: 'x'.repeat(6001) })).status).toBe(400);
    expect((await raw({ revision: 2, questionIds: ['geen id'] })).status).toBe(400);
    expect((await raw({ revision: -1 })).status).toBe(400);

    await organiser.call(endSession, { ...here, input: { attendedIds: [there.id] } });
    await organiser.call(finaliseSession, here);
    await expect(organiser.call(changeReportDraft, { ...here, input: { revision: 2, foreword: 'Te laat' } })).rejects.toMatchObject({ code: 'SESSION_FINAL' });
    const reader = await house.participant();
    const { content } = await reader.call(readReport, { ...here, input: {} });
    expect(content).toMatchObject({ foreword: 'Een goed gesprek.\n\nMet dank.', questions: [{ code: 'B2.1' }, { code: 'A1.3' }] });
    expect(await wordIn(await downloaded(reader, `/api/v1/sessions/${id}/report.docx`))).toMatch(/Voorwoord.*Een goed gesprek\..*B2\.1.*A1\.3/s);
    const page = await (await downloaded(house.nobody(), `/invitation/${invitations.there.token}/report`)).text();
    expect(page).toMatch(/Voorwoord.*Een goed gesprek\..*B2\.1.*andere vraag.*A1\.3.*Tweede inzicht.*Mensen maken/s);

    const file = await downloaded(house.nobody(), `/invitation/${invitations.there.token}/report.md?language=nl`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="verslag-[a-z-]+[\d-]+\.md"$/);
    expect(await file.text()).toBe(await (await downloaded(there, `/api/v1/sessions/${id}/report.md?language=nl`)).text());
    const data = await reader.call(readReportOutcomes, { ...here, input: {} });
    expect(data).toMatchObject({ sessionId: id, version: 1, final: true, questions: [{ code: 'B2.1' }, { code: 'A1.3' }] });
    expect(data.outcomes.map(({ text, questionCodes, action }) => [text, questionCodes, action && [action.owner, action.dueOn]])).toEqual([
      ['Tweede inzicht', ['A1.3'], null],
      ['Mensen maken verschil tussen sturen en regelen', ['A1.3'], null],
      ['Panel van tien bedrijven <samenstellen>', ['A1.3'], ['Sanne Brouwer', '2027-01-29']],
      ['Dit hoort bij een andere vraag', ['B2.1'], null],
    ]);
    writer.close();
  });

  test('Markdown and JSON have the report’s own readers: no name in Chatham House, a confidential one for its people only', async ({ house }) => {
    const chatham = await aHeldKamer(house, 'CHATHAM_HOUSE');
    await chatham.organiser.call(endSession, { ...chatham.here, input: { attendedIds: [chatham.there.id] } });
    await chatham.organiser.call(finaliseSession, chatham.here);
    for (const path of ['report.md', 'report/outcomes']) {
      const said = await (await downloaded(await house.participant(), `/api/v1/sessions/${chatham.id}/${path}`)).text();
      expect(said).toContain('Panel van tien bedrijven');
      expect(said).not.toMatch(/Sanne|Fatima|Henk|Marijke/);
    }
    const secret = await aHeldKamer(house, 'CONFIDENTIAL');
    await secret.organiser.call(endSession, { ...secret.here, input: { attendedIds: [secret.there.id] } });
    for (const path of ['report.md', 'report/outcomes']) expect((await secret.there.fetch(`/api/v1/sessions/${secret.id}/${path}`)).status, 'not definitief yet').toBe(409);
    await secret.organiser.call(finaliseSession, secret.here);
    const stranger = await house.coordinator();
    for (const path of ['report.md', 'report/outcomes']) {
      expect((await stranger.fetch(`/api/v1/sessions/${secret.id}/${path}`)).status).toBe(404);
      await downloaded(secret.away, `/api/v1/sessions/${secret.id}/${path}`);
    }
    for (const { writer } of [chatham, secret]) writer.close();
  });
});
