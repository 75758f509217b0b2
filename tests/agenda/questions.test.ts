import { readFileSync } from 'node:fs';
import { judgeQuestion, listJudgements, listQuestions, readQuestion, tieQuestion } from '@kenniskamer/shared/question';
import { readAgenda } from '@kenniskamer/shared/agenda';
import type { FoundAgenda } from '@kenniskamer/shared/agenda-text';
import { describe, expect, test } from '../support/house.js';
import { ask } from '../support/resident.js';

const wanted = JSON.parse(readFileSync(new URL('./agenda.json', import.meta.url), 'utf8')) as FoundAgenda;

describe('the agenda of every installation', () => {
  test('is loaded once, adopted, without a date', async ({ house }) => {
    await house.agenda();
    await Promise.all([house.agenda(), house.agenda()]);
    const agenda = await (await house.participant()).call(readAgenda);
    expect(agenda.edition).toEqual({ id: expect.any(String), year: 2025, state: 'ADOPTED', adoptedOn: null, current: true });
    expect({ title: agenda.title, period: agenda.period }).toEqual({ title: 'Strategische Kennisagenda BZK-VRO 2025-2030', period: { from: 2025, to: 2030 } });
    expect(await house.db.edition.count()).toBe(1);
  });

  test('says what agenda.json says', async ({ house }) => {
    const { themes } = await (await house.participant()).call(readAgenda);
    const shown = themes.map(({ code, title, summary, questions }) => ({
      code,
      title,
      question: null,
      summary,
      questions: questions.map((core) => ({
        code: core.code,
        title: core.title,
        text: core.text,
        ...(core.context === null ? {} : { context: core.context }),
        subquestions: core.subquestions.map((sub) => ({ code: sub.code, text: sub.text, partCount: sub.partCount, caribbean: sub.caribbean })),
      })),
    }));
    expect(shown).toEqual(wanted.themes);
  });
});

describe('GET /questions', () => {
  test('gives all 76 in their order, kernvragen without parts', async ({ house }) => {
    const { items, nextCursor } = await (await house.participant()).call(listQuestions, { input: { limit: 200 } });
    expect(nextCursor).toBeNull();
    expect(items.map(({ code }) => code).slice(0, 8)).toEqual(['A1', 'A1.1', 'A1.2', 'A1.3', 'A1.4', 'A1.5', 'A2', 'A2.1']);
    expect([items.filter(({ kind }) => kind === 'CORE').length, items.filter(({ kind }) => kind === 'SUB').length]).toEqual([11, 65]);
    expect(items.find(({ code }) => code === 'A1')).toEqual({
      id: expect.any(String),
      code: 'A1',
      kind: 'CORE',
      title: 'Rijksregie in context',
      text: expect.stringMatching(/^Wat betekent Rijksregie/),
      themeCode: 'A',
      parentCode: null,
      partCount: null,
      caribbean: false,
      answer: 'OPEN',
    });
    expect(items.find(({ code }) => code === 'A1.3')).toMatchObject({ parentCode: 'A1', themeCode: 'A', partCount: 2, title: null });
  });

  test('is the bare address that scripts of others ask', async ({ house }) => {
    const response = await (await house.participant()).fetch('/api/v1/questions');
    const body = (await response.json()) as { items: unknown[] };
    expect([response.status, body.items.length]).toEqual([200, 76]);
    expect((await house.nobody().fetch('/api/v1/questions')).status).toBe(401);
  });

  test('goes on where a page ended, and refuses a cursor it did not give', async ({ house }) => {
    const person = await house.participant();
    const codes: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await person.call(listQuestions, { input: { limit: 30, cursor } });
      codes.push(...page.items.map(({ code }) => code));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(codes).size).toBe(76);
    for (const bad of ['x', 'eyJhIjoxfQ', 'WyJ4Il0', 'Wy0xXQ']) {
      await expect(person.call(listQuestions, { input: { limit: 5, cursor: bad } })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    }
    expect((await person.call(listQuestions, { input: { limit: 200, theme: 'C' } })).items).toHaveLength(26);
  });

  test.for(['limit=0', 'limit=201', 'limit=x', 'theme=AB', `cursor=${'a'.repeat(300)}`])('refuses ?%s', async (query, { house }) => {
    const response = await (await house.participant()).fetch(`/api/v1/questions?${query}`);
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'INVALID_INPUT' }]);
  });
});

describe('one question', () => {
  test('by code, in any case, and by id', async ({ house }) => {
    const person = await house.participant();
    const byCode = await person.call(readQuestion, { params: { key: 'a3' } });
    expect(byCode).toMatchObject({
      code: 'A3',
      editionYear: 2025,
      sameSince: 2025,
      context: expect.stringContaining('takenpakket'),
      theme: { code: 'A', title: 'Hernieuwde regie op ruimte en maatschappij' },
      parent: null,
      units: [],
      judgement: null,
      judgementCount: 0,
      mayJudge: false,
    });
    expect(byCode.subquestions.map(({ code }) => code)).toHaveLength(9);
    expect(await person.call(readQuestion, { params: { key: byCode.id } })).toEqual(byCode);
    const sub = await person.call(readQuestion, { params: { key: 'A3.2' } });
    expect([sub.parent?.code, sub.subquestions]).toEqual(['A3', []]);
  });

  test.for(['Z9', 'A1.99', 'niets', '00000000-0000-7000-8000-000000000000', "A1'--", '%00'])('%s is not found', async (key, { house }) => {
    const response = await (await house.participant()).fetch(`/api/v1/questions/${encodeURIComponent(key)}`);
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'NOT_FOUND' }]);
  });

  test('is for who is signed in', async ({ house }) => {
    await expect(house.nobody().call(readQuestion, { params: { key: 'A1' } })).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    await expect(house.nobody().call(readAgenda)).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });
});

describe('judging', () => {
  test('any coordinator may while the question is tied to no unit, others may not', async ({ house }) => {
    const key = 'B1.1';
    for (const person of [await house.participant(), await house.organiser(), await house.administrator()]) {
      await expect(person.call(judgeQuestion, { params: { key }, input: { state: 'PARTLY', reason: 'Zo is het.' } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }
    const coordinator = await house.coordinator();
    const judged = await coordinator.call(judgeQuestion, { params: { key }, input: { state: 'PARTLY', reason: '  Eén onderzoek.\r\nMeer niet. ' } });
    expect(judged).toMatchObject({ answer: 'PARTLY', judgementCount: 1, mayJudge: true, judgement: { state: 'PARTLY', reason: 'Eén onderzoek.\nMeer niet.', by: { id: coordinator.id, name: coordinator.name } } });
    await house.settled();
  });

  test('each judgement stays in the history, the latest counts', async ({ house }) => {
    const key = 'B1.2';
    const [one, other] = [await house.coordinator(), await house.coordinator()];
    await one.call(judgeQuestion, { params: { key }, input: { state: 'ANSWERED', reason: 'Klaar.' } });
    await other.call(judgeQuestion, { params: { key }, input: { state: 'OPEN', reason: 'Toch niet.' } });
    await one.call(judgeQuestion, { params: { key }, input: { state: 'PARTLY', reason: 'Deels.' } });
    const reader = await house.participant();
    const first = await reader.call(listJudgements, { params: { key }, input: { limit: 2 } });
    expect(first.items.map(({ reason }) => reason)).toEqual(['Deels.', 'Toch niet.']);
    const rest = await reader.call(listJudgements, { params: { key }, input: { limit: 2, cursor: first.nextCursor ?? '' } });
    expect([rest.items.map(({ state }) => state), rest.nextCursor]).toEqual([['ANSWERED'], null]);
    const { items } = await reader.call(listQuestions, { input: { limit: 200 } });
    expect(items.find(({ code }) => code === key)?.answer).toBe('PARTLY');
    const audit = await house.db.audit.findMany({ where: { act: 'question.judged', actorId: other.id } });
    expect(audit.map(({ changes }) => changes)).toEqual([{ state: { from: 'ANSWERED', to: 'OPEN' } }]);
  });

  test('is for coordinators of a tied unit and of the units above it', async ({ house }) => {
    const key = 'B1.3';
    const dg = await house.unit({ kind: 'DG' });
    const directorate = await house.unit({ parentId: dg.id });
    await (await house.administrator()).call(tieQuestion, { params: { key }, input: { unitIds: [directorate.id] } });
    const input = { state: 'PARTLY' as const, reason: 'Gezien.' };
    const elsewhere = await house.coordinator();
    await expect(elsewhere.call(judgeQuestion, { params: { key }, input })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await elsewhere.call(readQuestion, { params: { key } })).mayJudge).toBe(false);
    for (const unitId of [directorate.id, dg.id]) {
      const coordinator = await house.coordinator({ unitId });
      expect((await coordinator.call(judgeQuestion, { params: { key }, input })).judgement?.by.id).toBe(coordinator.id);
    }
  });

  test('two at once are both kept', async ({ house }) => {
    const key = 'B1.4';
    const coordinators = [await house.coordinator(), await house.coordinator()];
    await Promise.all(coordinators.map((one) => one.call(judgeQuestion, { params: { key }, input: { state: 'ANSWERED', reason: 'Ja.' } })));
    expect((await coordinators[0]?.call(listJudgements, { params: { key }, input: { limit: 50 } }))?.items).toHaveLength(2);
  });

  test.for([
    [{ state: 'MAYBE', reason: 'x' }, 'state'],
    [{ state: 'OPEN', reason: '   ' }, 'reason'],
    [{ state: 'OPEN', reason: 'x'.repeat(4001) }, 'reason'],
    [{ state: 'OPEN' }, 'reason'],
    [{ state: 'OPEN', reason: 7 }, 'reason'],
    ['nonsense', undefined],
  ] as const)('refuses %j at its field', async ([input, field], { house }) => {
    const response = await (await house.coordinator()).fetch('/api/v1/questions/B2.1/judgements', { method: 'POST', body: JSON.stringify(input), headers: { 'content-type': 'application/json' } });
    const problem = (await response.json()) as { code: string; issues?: { path: string[] }[] };
    expect([response.status, problem.code]).toEqual([400, 'INVALID_INPUT']);
    if (field) expect(problem.issues?.[0]?.path).toEqual([field]);
  });

  test('odd text is kept as text', async ({ house }) => {
    const reason = '<img src=x onerror=alert(1)> 🦆 \u202eשלום';
    const judged = await (await house.coordinator()).call(judgeQuestion, { params: { key: 'B2.2' }, input: { state: 'OPEN', reason } });
    expect(judged.judgement?.reason).toBe(reason);
  });
});

describe('tying to units', () => {
  test('is for administrators, and refuses a unit that is not there', async ({ house }) => {
    const key = 'C1.1';
    const unit = await house.unit();
    for (const person of [await house.participant(), await house.organiser(), await house.coordinator()]) {
      await expect(person.call(tieQuestion, { params: { key }, input: { unitIds: [unit.id] } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }
    const administrator = await house.administrator();
    const lost = '00000000-0000-7000-8000-000000000000';
    await expect(administrator.call(tieQuestion, { params: { key }, input: { unitIds: [unit.id, lost] } })).rejects.toMatchObject({
      details: { issues: [{ path: ['unitIds'], code: 'NOT_FOUND' }] },
    });
    const tied = await administrator.call(tieQuestion, { params: { key }, input: { unitIds: [unit.id, unit.id] } });
    expect(tied.units).toEqual([{ id: unit.id, name: unit.name }]);
    expect((await administrator.call(tieQuestion, { params: { key }, input: { unitIds: [] } })).units).toEqual([]);
  });
});

describe('open screens', () => {
  test('hear that something changed, not what', async ({ house }) => {
    const reader = await (await house.participant()).connect();
    await ask(reader, 'agenda.watch', { id: 'current' });
    const heard = new Promise<unknown>((resolve) => reader.once('agenda.changed', resolve));
    const judged = await (await house.coordinator()).call(judgeQuestion, { params: { key: 'C2.1' }, input: { state: 'ANSWERED', reason: 'Geheim? Nee.' } });
    expect(await heard).toEqual({ id: 'current', questionId: judged.id });
    await expect(ask(reader, 'agenda.watch', { id: 'other' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    reader.disconnect();
  });
});
