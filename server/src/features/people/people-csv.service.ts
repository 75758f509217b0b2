import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { CsvCounts, CsvPreview, CsvRow, PeopleCsv } from '@kenniskamer/shared/people-csv';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { endingToday, heldOn, today } from './holdings.rules.js';
import { planImport, type Known, type Plan } from './people-csv-plan.rules.js';
import { readPeople } from './people-csv.rules.js';

const SHOWN = 500;

/** Many people at once, from a list: shown first, and then all of it or nothing. */
@Injectable()
export class PeopleCsvImport {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  async preview(viewer: Viewer, input: PeopleCsv): Promise<CsvPreview> {
    requireAdministrator(viewer);
    const plan = await this.plan(input, this.db);
    const shown = plan.rows.toSorted((one, other) => Number(other.issues.length > 0) - Number(one.issues.length > 0)).slice(0, SHOWN);
    return { counts: countsOf(plan.rows), positions: plan.positions.length, rows: shown.map(asRow) };
  }

  async import(viewer: Viewer, input: PeopleCsv): Promise<CsvCounts> {
    requireAdministrator(viewer);
    return this.db.$transaction(
      async (tx) => {
        // Two lists at once take turns, and nobody is added by hand between reading and writing.
        await tx.$executeRaw`lock table "Person", "Position", "Holding" in share row exclusive mode`;
        const plan = await this.plan(input, tx);
        const counts = countsOf(plan.rows);
        if (counts.wrong > 0) throw new Failure('CSV_HAS_ERRORS', { values: { wrong: counts.wrong } });
        await this.write(tx, plan);
        const done = { created: counts.created, changed: counts.changed };
        await this.audit.add(tx, { actorId: viewer.id, act: 'people.imported', thing: 'people', changes: done });
        return counts;
      },
      { timeout: 120_000 },
    );
  }

  private async plan({ content }: PeopleCsv, tx: Transaction): Promise<Plan> {
    const rows = readPeople(Buffer.from(content, 'base64'));
    return planImport(rows, await this.known(tx, rows.map(({ email }) => email)));
  }

  private async known(tx: Transaction, emails: string[]): Promise<Known> {
    const [units, positions, people] = [
      await tx.unit.findMany({ select: { id: true, code: true, name: true } }),
      await tx.position.findMany({ select: { id: true, unitId: true, title: true, level: true } }),
      await tx.person.findMany({
        where: { email: { in: emails } },
        select: { id: true, email: true, name: true, unitId: true, leftOn: true, holdings: { where: heldOn(today()), select: { id: true, positionId: true, fromOn: true } } },
      }),
    ];
    return { units, positions, people };
  }

  private async write(tx: Transaction, { rows, positions }: Plan): Promise<void> {
    for (const { id, isNew, unitId, title, level } of positions) {
      if (isNew) await tx.position.create({ data: { id, unitId, title, level } });
      else await tx.position.update({ where: { id }, data: { level } });
    }
    const day = today();
    const created = rows.filter(({ act }) => act === 'CREATE');
    await tx.person.createMany({ data: created.map(({ personId, name, email, unitId }) => ({ id: personId, name, email, unitId })) });
    for (const { personId, act, name, unitId, changes } of rows) {
      const data = { ...(changes.includes('name') ? { name } : {}), ...(changes.includes('unit') ? { unitId } : {}), ...(act === 'RETURN' ? { leftOn: null } : {}) };
      if (act !== 'CREATE' && Object.keys(data).length > 0) await tx.person.update({ where: { id: personId }, data });
    }
    for (const holding of rows.flatMap(({ endedHoldings }) => endedHoldings)) {
      const ending = endingToday(holding, day);
      if (ending === 'NEVER_HELD') await tx.holding.delete({ where: { id: holding.id } });
      else await tx.holding.update({ where: { id: holding.id }, data: ending });
    }
    const held = rows.flatMap(({ personId, takes, act }) => (takes === null ? [] : [{ personId, positionId: takes, fromOn: act === 'CREATE' ? null : day }]));
    await tx.holding.createMany({ data: held });
  }
}

const asRow = ({ row, name, email, act, changes, issues }: Plan['rows'][number]): CsvRow => ({ row, name, email, act, changes, issues });

function countsOf(rows: Plan['rows']): CsvCounts {
  const right = rows.filter(({ issues }) => issues.length === 0);
  const count = (...acts: CsvRow['act'][]) => right.filter(({ act }) => acts.includes(act)).length;
  return { created: count('CREATE'), changed: count('CHANGE', 'RETURN'), same: count('SAME'), wrong: rows.length - right.length };
}
