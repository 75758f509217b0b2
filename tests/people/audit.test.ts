import { listAudit } from '@kenniskamer/shared/audit';
import { grantRole } from '@kenniskamer/shared/person';
import { describe, expect, test } from '../support/house.js';

const page = { limit: 50 };

describe('the audit trail', () => {
  test('tells who did what to whom; is for administrators', async ({ house }) => {
    const [boss, person] = [await house.administrator({ name: 'Bea Beheer' }), await house.participant({ name: 'Piet Proef' })];
    await boss.call(grantRole, { params: { id: person.id }, input: { role: 'ORGANISER', unitId: null } });
    const { items } = await boss.call(listAudit, { input: { ...page, kind: 'role', actorId: boss.id } });
    expect(items).toEqual([
      { id: expect.any(String), at: expect.any(Date), act: 'role.granted', actor: { id: boss.id, name: 'Bea Beheer' }, thing: 'Piet Proef', changes: [{ field: 'role', from: null, to: 'ORGANISER' }, { field: 'unitId', from: null, to: null }] },
    ]);
    await expect(person.call(listAudit, { input: page })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  test('of a session that the administrator may not read it keeps the secrets', async ({ house }) => {
    const [boss, organiser] = [await house.administrator(), await house.organiser()];
    const sessions = [];
    for (const confidentiality of ['OPEN', 'CONFIDENTIAL', 'CONFIDENTIAL'] as const) {
      const { id } = await house.db.session.create({ data: { title: 'Nachtegaal', confidentiality, organisers: { create: { personId: organiser.id } } } });
      await house.db.audit.create({ data: { actorId: organiser.id, act: 'session.changed', thing: 'session', thingId: id, sessionId: id, changes: { title: { from: 'Nachtegaal', to: 'Leeuwerik' } } } });
      sessions.push(id);
    }
    // Of the third one nothing is left but its trail.
    await house.db.session.delete({ where: { id: sessions[2] } });
    const { items } = await boss.call(listAudit, { input: { ...page, kind: 'session' } });
    const told = { act: 'session.changed', thing: null, changes: [] };
    expect(items).toMatchObject([{ ...told, actor: null }, { ...told, actor: null }, { ...told, actor: { id: organiser.id } }]);
    expect(JSON.stringify(items)).not.toMatch(/Nachtegaal|Leeuwerik/);
    // Asking for the organiser's acts does not tell that the confidential ones were theirs.
    expect((await boss.call(listAudit, { input: { ...page, kind: 'session', actorId: organiser.id } })).items).toHaveLength(1);
    // Who is invited reads all.
    await house.db.sessionOrganiser.create({ data: { sessionId: sessions[1] ?? '', personId: boss.id } });
    const seen = await boss.call(listAudit, { input: { ...page, kind: 'session' } });
    expect(seen.items[1]).toMatchObject({ thing: 'Nachtegaal', actor: { id: organiser.id }, changes: [{ field: 'title', from: 'Nachtegaal', to: 'Leeuwerik' }] });
  });

  test('goes page by page, newest first, between two days', async ({ house }) => {
    const boss = await house.administrator();
    await house.db.audit.createMany({ data: [1, 2, 3, 4, 5].map((day) => ({ act: 'unit.added', thing: 'unit', at: new Date(`2020-01-0${day}T10:00:00Z`) })) });
    const query = { kind: 'unit', from: '2020-01-02', until: '2020-01-04' };
    const first = await boss.call(listAudit, { input: { ...query, limit: 2 } });
    const second = await boss.call(listAudit, { input: { ...query, limit: 2, cursor: first.nextCursor ?? '' } });
    expect([...first.items, ...second.items].map(({ at }) => at.getUTCDate())).toEqual([4, 3, 2]);
    expect(second.nextCursor).toBeNull();
  });
});
