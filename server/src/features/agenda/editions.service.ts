import { Injectable } from '@nestjs/common';
import type { Adoption, AgendaPreview, AgendaUpload, Edition, NewEdition } from '@kenniskamer/shared/agenda';
import type { Choices, Doubt, FoundAgenda, NoAgenda } from '@kenniskamer/shared/agenda-text';
import { Failure } from '@kenniskamer/shared/failure';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { editionOf } from './agenda.service.js';
import { importAgenda } from './importer.rules.js';
import { textOf } from './importer/decode.rules.js';
import { type Known, matchesOf, settled } from './matching.rules.js';
import { rowsOf } from './editions.rules.js';
import { Wordings } from './wordings.service.js';

/** A new wording of the agenda: looked at, kept as a draft, adopted. All by administrators. */
@Injectable()
export class Editions {
  constructor(
    private readonly db: Database,
    private readonly wordings: Wordings,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** What an upload would give. Stores nothing; the same upload with the same choices gives the same again. */
  async preview(viewer: Viewer, { content, choices }: AgendaUpload): Promise<AgendaPreview> {
    requireAdministrator(viewer);
    const found = agendaIn(content, choices);
    return { ...found, ...matchesOf(found.agenda, await this.known(this.db)) };
  }

  /** Throws `DOUBTS_OPEN` while a doubt has no choice or a changed question no settlement, and `EDITION_EXISTS`. */
  async draft(viewer: Viewer, { content, choices, settlements, year }: NewEdition): Promise<Edition> {
    requireAdministrator(viewer);
    const { agenda, doubts } = agendaIn(content, choices);
    const unchosen = doubts.filter(({ key }) => choices[key] === undefined);
    if (unchosen.length > 0) throw new Failure('DOUBTS_OPEN', { values: { doubts: unchosen.length } });
    return this.db.$transaction(async (tx) => {
      const which = settled(matchesOf(agenda, await this.known(tx)).matches, settlements);
      if ('open' in which) throw new Failure('DOUBTS_OPEN', { values: { codes: which.open } });
      const edition = await this.store(tx, agenda, year, which.ids);
      await this.audit.add(tx, { actorId: viewer.id, act: 'edition.drafted', thing: 'edition', thingId: edition.id, changes: { year } });
      return edition;
    });
  }

  /** Only a draft can go. */
  async drop(viewer: Viewer, id: string): Promise<void> {
    requireAdministrator(viewer);
    await this.db.$transaction(async (tx) => {
      const draft = await this.lockedDraft(id, tx);
      await tx.wording.deleteMany({ where: { editionId: id, kind: 'SUB' } });
      await tx.edition.delete({ where: { id } });
      await tx.question.deleteMany({
        where: { wordings: { none: {} }, sessions: { none: {} }, items: { none: {} }, outcomes: { none: {} }, answers: { none: {} } },
      });
      await this.audit.add(tx, { actorId: viewer.id, act: 'edition.dropped', thing: 'edition', thingId: id, changes: { year: draft.year } });
    });
  }

  /** Freezes the draft and makes it the current edition. */
  async adopt(viewer: Viewer, id: string, { adoptedOn }: Adoption): Promise<Edition> {
    requireAdministrator(viewer);
    return this.db.$transaction(async (tx) => {
      await this.lockedDraft(id, tx);
      const on = adoptedOn === null ? null : new Date(`${adoptedOn}T00:00:00Z`);
      const row = await tx.edition.update({ where: { id }, data: { state: 'ADOPTED', adoptedOn: on, currentAt: new Date() } });
      await this.audit.add(tx, { actorId: viewer.id, act: 'edition.adopted', thing: 'edition', thingId: id, changes: { year: row.year, adoptedOn } });
      await this.outbox.add(tx, 'agenda.adopted', { editionId: id });
      return editionOf(row, id);
    });
  }

  /** The edition that a new installation starts with: adopted, its date unknown. Nothing when there is an edition already. */
  async loadFirst(bytes: Uint8Array, title: string, year: number): Promise<void> {
    await this.db.$transaction(async (tx) => {
      await tx.$executeRaw`lock table "Edition" in share row exclusive mode`;
      if ((await tx.edition.count()) > 0) return;
      const { agenda } = agendaIn(Buffer.from(bytes).toString('base64'), {});
      const { id } = await this.store(tx, agenda, year, new Map(), title);
      await tx.edition.update({ where: { id }, data: { state: 'ADOPTED', currentAt: new Date() } });
    });
  }

  private async lockedDraft(id: string, tx: Transaction) {
    const [row] = await tx.$queryRaw<{ state: string; year: number }[]>`select "state"::text as "state", "year" from "Edition" where "id" = ${id}::uuid for update`;
    if (!row) throw new Failure('NOT_FOUND');
    if (row.state !== 'DRAFT') throw new Failure('EDITION_ADOPTED');
    return row;
  }

  private async store(tx: Transaction, found: FoundAgenda, year: number, ids: Map<string, string | null>, title?: string): Promise<Edition> {
    const agenda = await this.agendaFor(tx, found, year, title);
    if (year < agenda.fromYear || year > agenda.toYear) {
      throw Failure.at(['year'], 'YEAR_OUT_OF_PERIOD', { from: String(agenda.fromYear), to: String(agenda.toYear) });
    }
    const [edition] = await tx.edition.createManyAndReturn({ data: { agendaId: agenda.id, year }, skipDuplicates: true });
    if (!edition) throw new Failure('EDITION_EXISTS', { issues: [{ path: ['year'], code: 'YEAR_TAKEN' }] });
    const rows = rowsOf(found, edition.id, ids);
    await tx.question.createMany({ data: rows.newQuestions.map((id) => ({ id })) });
    await tx.theme.createMany({ data: rows.themes });
    await tx.wording.createMany({ data: rows.cores });
    await tx.wording.createMany({ data: rows.subs });
    return editionOf(edition, undefined);
  }

  /** The agenda of the text's period, else the one that is current. */
  private async agendaFor(tx: Transaction, { period }: FoundAgenda, year: number, title?: string) {
    const current = await this.wordings.current(tx);
    const now = current ? await tx.agenda.findFirst({ where: { editions: { some: { id: current.id } } } }) : null;
    if (now && (!period || (period.from === now.fromYear && period.to === now.toYear))) return now;
    const [fromYear, toYear] = period ? [period.from, period.to] : [year, year];
    await tx.agenda.createMany({ data: { title: title ?? `Strategische Kennisagenda ${fromYear}-${toYear}`, fromYear, toYear }, skipDuplicates: true });
    return tx.agenda.findFirstOrThrow({ where: { fromYear, toYear } });
  }

  private async known(tx: Transaction): Promise<Known[]> {
    const current = await this.wordings.current(tx);
    const rows = await tx.wording.findMany({
      where: { edition: { state: 'ADOPTED' } },
      orderBy: [{ edition: { year: 'desc' } }, { place: 'asc' }],
      select: { questionId: true, code: true, kind: true, text: true, editionId: true },
    });
    const known = rows.map(({ editionId, ...row }) => ({ ...row, current: editionId === current?.id }));
    return [...known.filter((row) => row.current), ...known.filter((row) => !row.current)];
  }
}

/** Throws `NO_AGENDA`, with the reason at the file. */
function agendaIn(content: string, choices: Choices): { agenda: FoundAgenda; doubts: Doubt[] } {
  const file = textOf(Buffer.from(content, 'base64'));
  const imported = 'refusal' in file ? file : importAgenda(file.text, choices);
  if ('refusal' in imported) throw noAgenda(imported.refusal);
  return imported;
}

const noAgenda = (reason: NoAgenda) =>
  new Failure('NO_AGENDA', { values: { reason }, issues: [{ path: ['content'], code: `NO_AGENDA_${reason}` }] });
