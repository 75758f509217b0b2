import { readFileSync } from 'node:fs';
import { adoptEdition, draftEdition, dropEdition, listEditions, previewAgenda, readAgenda, readEdition } from '@kenniskamer/shared/agenda';
import { judgeQuestion, listQuestions, readQuestion } from '@kenniskamer/shared/question';
import { listSessions } from '@kenniskamer/shared/session';
import { describe, expect, test, type House } from '../support/house.js';

const raw = readFileSync(new URL('../../prisma/seed/strategische-kennisagenda-2025-2030.txt', import.meta.url), 'utf8');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const trimmed = raw.split('\n').map((line) => line.trim()).join('\n');

/** A1.2 reworded, A2.4 gone (so that A2.5 moves to A2.4), C3.10 new. */
const reworded = raw
  .replace('Welke vormen van overheidssturing zijn mogelijk bij complexe', 'Welke vormen van sturing zijn mogelijk bij complexe')
  .replace(/•\t Hoe kan een coördinerend bewindspersoon effectief opereren\?\n/, '')
  .replace('\n4\t Hoe gaan we werken', '\n•\t Wat leert de nieuwe vraag?\n\n4\t Hoe gaan we werken');

async function open(house: House) {
  await house.agenda();
  return house.administrator();
}
const counts = async ({ db }: House) => [await db.edition.count(), await db.wording.count(), await db.question.count(), await db.agenda.count()];

describe('a preview', () => {
  test('shows what was found and stores nothing', async ({ house }) => {
    const administrator = await open(house);
    const before = await counts(house);
    const preview = await administrator.call(previewAgenda, { input: { content: base64(raw), choices: {} } });
    expect([preview.agenda.themes.length, preview.doubts, preview.gone]).toEqual([3, [], []]);
    expect(preview.matches.every(({ kind }) => kind === 'SAME')).toBe(true);
    expect(await counts(house)).toEqual(before);
  });

  test('has doubts at their place, which a choice settles', async ({ house }) => {
    const administrator = await open(house);
    const first = await administrator.call(previewAgenda, { input: { content: base64(trimmed), choices: {} } });
    const doubt = first.doubts.find(({ code }) => code === 'C1.4');
    expect(doubt).toMatchObject({ kind: 'CUT_WORD', line: 572, proposals: ['opgave gericht', 'opgavegericht'], chosen: 0 });
    const second = await administrator.call(previewAgenda, { input: { content: base64(trimmed), choices: { [doubt?.key ?? '']: 1 } } });
    expect(JSON.stringify(second.agenda)).toContain('opgavegericht');
  });

  test('says what changed, moved, is new and is gone', async ({ house }) => {
    const administrator = await open(house);
    const preview = await administrator.call(previewAgenda, { input: { content: base64(reworded), choices: {} } });
    const others = preview.matches.filter(({ kind }) => kind !== 'SAME').map(({ code, kind, before }) => [code, kind, before?.code]);
    expect(others).toEqual([['A1.2', 'CHANGED', 'A1.2'], ['A2.4', 'MOVED', 'A2.5'], ['C3.10', 'NEW', undefined]]);
    expect(preview.gone.map(({ code }) => code)).toEqual(['A2.4']);
  });

  test.for([
    ['', 'EMPTY'],
    ['%PDF-1.7 en meer', 'PDF'],
    ['PK\u0003\u0004docx', 'OFFICE'],
    ['\u0000\u0001\u0002\u0003\u0000\u0007'.repeat(50), 'BINARY'],
    ['Het was een donkere avond. '.repeat(500), 'NO_KERNVRAGEN'],
    ['Kernvragen\n1. Wat: Hoe?\n', 'NO_THEMES'],
    ['A - Thema\nKernvragen\n1. Wat: Hoe?\n', 'NO_DEELVRAGEN'],
  ] as const)('refuses %j with the reason at the file', async ([text, reason], { house }) => {
    const administrator = await open(house);
    await expect(administrator.call(previewAgenda, { input: { content: base64(text), choices: {} } })).rejects.toMatchObject({
      code: 'NO_AGENDA',
      details: { values: { reason }, issues: [{ path: ['content'], code: `NO_AGENDA_${reason}`, message: expect.stringMatching(/\.$/) }] },
    });
  });

  test('refuses a file that is too large or no base64', async ({ house }) => {
    const administrator = await open(house);
    const post = async (body: unknown) => {
      const response = await administrator.fetch('/api/v1/agenda/previews', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
      return [response.status, await response.json()];
    };
    expect(await post({ content: 'A'.repeat(1_900_000) })).toMatchObject([400, { issues: [{ path: ['content'], code: 'FILE_TOO_LARGE' }] }]);
    expect(await post({ content: 'A'.repeat(2_100_000) })).toMatchObject([413, { code: 'TOO_LARGE' }]);
    expect(await post({ content: '~~' })).toMatchObject([400, { issues: [{ path: ['content'] }] }]);
    expect(await post({ content: base64(raw), choices: { x: 'y' } })).toMatchObject([400, { code: 'INVALID_INPUT' }]);
    expect(await post({})).toMatchObject([400, { issues: [{ path: ['content'], code: 'REQUIRED' }] }]);
  });
});

describe('a draft', () => {
  test('needs each doubt chosen and each reworded question settled', async ({ house }) => {
    const administrator = await open(house);
    const content = base64(trimmed);
    await expect(administrator.call(draftEdition, { input: { content, choices: {}, settlements: {}, year: 2026 } })).rejects.toMatchObject({ code: 'DOUBTS_OPEN' });
    const changed = { content: base64(reworded), choices: {}, year: 2026 };
    await expect(administrator.call(draftEdition, { input: { ...changed, settlements: {} } })).rejects.toMatchObject({ code: 'DOUBTS_OPEN', details: { values: { codes: ['A1.2'] } } });
    expect(await house.db.edition.count()).toBe(1);
  });

  test('keeps questions, is only for administrators until it is adopted, and then is the current edition', async ({ house }) => {
    const administrator = await open(house);
    const [participant, coordinator] = [await house.participant(), await house.coordinator()];
    const before = new Map((await participant.call(listQuestions, { input: { limit: 200 } })).items.map(({ code, id }) => [code, id]));
    await coordinator.call(judgeQuestion, { params: { key: 'A1.2' }, input: { state: 'PARTLY', reason: 'Deels.' } });

    const draft = await administrator.call(draftEdition, { input: { content: base64(reworded), choices: {}, settlements: { 'A1.2': 'KEEP' }, year: 2026 } });
    expect(draft).toEqual({ id: expect.any(String), year: 2026, state: 'DRAFT', adoptedOn: null, current: false });
    const seen = await administrator.call(readEdition, { params: { id: draft.id } });
    expect(seen.themes[2]?.questions[2]?.subquestions).toHaveLength(10);

    for (const person of [participant, coordinator, await house.organiser()]) {
      await expect(person.call(readEdition, { params: { id: draft.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await person.call(listEditions)).items.map(({ year }) => year)).toEqual([2025]);
      for (const act of [
        () => person.call(previewAgenda, { input: { content: base64(raw), choices: {} } }),
        () => person.call(draftEdition, { input: { content: base64(raw), choices: {}, settlements: {}, year: 2027 } }),
        () => person.call(adoptEdition, { params: { id: draft.id }, input: { adoptedOn: null } }),
        () => person.call(dropEdition, { params: { id: draft.id } }),
      ]) {
        await expect(act()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      }
    }
    const added = seen.themes[2]?.questions[2]?.subquestions.at(-1);
    await expect(participant.call(readQuestion, { params: { key: added?.id ?? '' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await participant.call(readAgenda)).edition.year).toBe(2025);
    expect(await house.db.audit.count({ where: { act: 'edition.drafted' } })).toBe(1);

    const adopted = await administrator.call(adoptEdition, { params: { id: draft.id }, input: { adoptedOn: '2026-01-22' } });
    expect(adopted).toMatchObject({ state: 'ADOPTED', adoptedOn: '2026-01-22', current: true });
    const now = await participant.call(readAgenda);
    expect([now.edition.year, now.edition.adoptedOn]).toEqual([2026, '2026-01-22']);
    const reread = await participant.call(readQuestion, { params: { key: 'A1.2' } });
    expect(reread).toMatchObject({ id: before.get('A1.2'), text: expect.stringMatching(/^Welke vormen van sturing/), answer: 'PARTLY', sameSince: 2026 });
    expect(await participant.call(readQuestion, { params: { key: 'A2.4' } })).toMatchObject({ id: before.get('A2.5'), sameSince: 2025 });
    expect(await participant.call(readQuestion, { params: { key: before.get('A2.4') ?? '' } })).toMatchObject({ editionYear: 2025, text: expect.stringContaining('bewindspersoon') });

    const started = new Date(Date.now() - 7_200_000);
    const questions = { create: ['A2.4', 'A2.5', 'A1.2'].map((code, place) => ({ questionId: before.get(code) ?? '', place })) };
    await house.db.session.create({ data: { title: 'Toen en nu', startsAt: started, endsAt: new Date(Date.now() - 3_600_000), organisers: { create: { personId: participant.id } }, questions } });
    const { items } = await participant.call(listSessions, { input: { view: 'ORGANISED', when: 'PAST', limit: 10 } });
    expect(items.map(({ questionCodes }) => questionCodes)).toEqual([['A2.4', 'A2.4', 'A1.2']]); // what is gone keeps its code, what moved has its new one
    await house.settled();
  });

  test('what is adopted is frozen, also for who comes past our code', async ({ house }) => {
    const administrator = await open(house);
    const { edition } = await administrator.call(readAgenda);
    await expect(administrator.call(adoptEdition, { params: { id: edition.id }, input: { adoptedOn: '2026-02-01' } })).rejects.toMatchObject({ code: 'EDITION_ADOPTED' });
    await expect(administrator.call(dropEdition, { params: { id: edition.id } })).rejects.toMatchObject({ code: 'EDITION_ADOPTED' });
    const { db } = house;
    const theme = await db.theme.findFirstOrThrow({ where: { editionId: edition.id } });
    const wording = await db.wording.findFirstOrThrow({ where: { editionId: edition.id, kind: 'SUB' } });
    for (const act of [
      () => db.wording.update({ where: { id: wording.id }, data: { text: 'Anders?' } }),
      () => db.wording.delete({ where: { id: wording.id } }),
      () => db.theme.update({ where: { id: theme.id }, data: { title: 'Anders' } }),
      () => db.theme.create({ data: { editionId: edition.id, code: 'Z', title: 'Nieuw', place: 9 } }),
      () => db.edition.update({ where: { id: edition.id }, data: { year: 2029 } }),
      () => db.edition.update({ where: { id: edition.id }, data: { state: 'DRAFT', currentAt: null, adoptedOn: null } }),
      () => db.edition.delete({ where: { id: edition.id } }),
    ]) {
      await expect(act()).rejects.toThrow(/frozen/);
    }
  });

  test('a wording stays in its own edition', async ({ house }) => {
    const administrator = await open(house);
    const draft = await administrator.call(draftEdition, { input: { content: base64(raw), choices: {}, settlements: { 'A1.2': 'NEW', 'A2.4': 'NEW' }, year: 2028 } });
    const { edition } = await administrator.call(readAgenda);
    const core = await house.db.wording.findFirstOrThrow({ where: { editionId: edition.id, kind: 'CORE' } });
    const sub = await house.db.wording.findFirstOrThrow({ where: { editionId: draft.id, kind: 'SUB' } });
    await expect(house.db.wording.update({ where: { id: sub.id }, data: { parentId: core.id } })).rejects.toThrow(/own edition/);
    await administrator.call(dropEdition, { params: { id: draft.id } });
    await expect(administrator.call(readEdition, { params: { id: draft.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await house.db.question.count({ where: { wordings: { none: {} } } })).toBe(0);
  });

  test('two administrators at once make one draft, and adopt it once', async ({ house }) => {
    const people = [await open(house), await house.administrator()];
    const input = { content: base64(raw), choices: {}, settlements: { 'A1.2': 'KEEP' as const, 'A2.4': 'KEEP' as const }, year: 2029 };
    const made = await Promise.allSettled(people.map((one) => one.call(draftEdition, { input })));
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'EDITION_EXISTS', details: { issues: [{ path: ['year'] }] } } });
    const id = (await people[0]?.call(listEditions))?.items.find(({ year }) => year === 2029)?.id ?? '';
    const adopted = await Promise.allSettled(people.map((one) => one.call(adoptEdition, { params: { id }, input: { adoptedOn: null } })));
    expect(adopted.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(adopted.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'EDITION_ADOPTED' } });
  });

  test.for([1999, 2101, 2026.5, '2026', null])('refuses %s as a year', async (year, { house }) => {
    const administrator = await open(house);
    const response = await administrator.fetch('/api/v1/agenda/editions', { method: 'POST', body: JSON.stringify({ content: base64(raw), year }), headers: { 'content-type': 'application/json' } });
    expect([response.status, await response.json()]).toMatchObject([400, { issues: [{ path: ['year'] }] }]);
  });

  test('a year outside the agenda’s period is refused at its field', async ({ house }) => {
    const administrator = await open(house);
    const input = { content: base64(raw), choices: {}, settlements: { 'A1.2': 'KEEP' as const, 'A2.4': 'KEEP' as const }, year: 2031 };
    await expect(administrator.call(draftEdition, { input })).rejects.toMatchObject({ details: { issues: [{ path: ['year'], code: 'YEAR_OUT_OF_PERIOD', values: { from: '2025', to: '2030' } }] } });
  });

  test('a day that does not exist is refused', async ({ house }) => {
    const administrator = await open(house);
    const { edition } = await administrator.call(readAgenda);
    for (const adoptedOn of ['2026-02-30', 'x', 5, '99999-01-01']) {
      const response = await administrator.fetch(`/api/v1/agenda/editions/${edition.id}/adoption`, { method: 'POST', body: JSON.stringify({ adoptedOn }), headers: { 'content-type': 'application/json' } });
      expect([response.status, await response.json()]).toMatchObject([400, { issues: expect.arrayContaining([expect.objectContaining({ path: ['adoptedOn'] })]) }]);
    }
  });
});
