import { Injectable } from '@nestjs/common';
import type { Agenda, Edition } from '@kenniskamer/shared/agenda';
import { Failure } from '@kenniskamer/shared/failure';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { shown, treeOf } from './wordings.rules.js';
import { Wordings } from './wordings.service.js';

const shownEdition = { id: true, year: true, state: true, adoptedOn: true, agenda: { select: { title: true, fromYear: true, toYear: true } } } as const;

/** The agenda as it is read. Drafts are for administrators: to others they are not there. */
@Injectable()
export class Agendas {
  constructor(
    private readonly db: Database,
    private readonly wordings: Wordings,
  ) {}

  async current(viewer: Viewer): Promise<Agenda> {
    const edition = await this.wordings.current();
    if (!edition) throw new Failure('NOT_FOUND');
    return this.read(viewer, edition.id);
  }

  async read(viewer: Viewer, id: string, tx: Transaction = this.db): Promise<Agenda> {
    const edition = await tx.edition.findFirst({ where: { id, ...this.forReader(viewer) }, select: shownEdition });
    if (!edition) throw new Failure('NOT_FOUND');
    const rows = await tx.wording.findMany({ where: { editionId: id }, orderBy: { place: 'asc' }, select: shown });
    const states = await this.wordings.states(rows.map(({ questionId }) => questionId), tx);
    const { title, fromYear, toYear } = edition.agenda;
    const current = await this.wordings.current(tx);
    return { title, period: { from: fromYear, to: toYear }, edition: editionOf(edition, current?.id), themes: treeOf(rows, states) };
  }

  /** The newest first. */
  async editions(viewer: Viewer): Promise<{ items: Edition[] }> {
    const current = await this.wordings.current();
    const rows = await this.db.edition.findMany({ where: this.forReader(viewer), orderBy: [{ year: 'desc' }, { id: 'desc' }], take: 200, select: shownEdition });
    return { items: rows.map((row) => editionOf(row, current?.id)) };
  }

  private forReader(viewer: Viewer) {
    return viewer.administrator ? {} : ({ state: 'ADOPTED' } as const);
  }
}

interface EditionRow {
  id: string;
  year: number;
  state: Edition['state'];
  adoptedOn: Date | null;
}

export const editionOf = ({ id, year, state, adoptedOn }: EditionRow, currentId: string | undefined): Edition => ({
  id,
  year,
  state,
  adoptedOn: adoptedOn?.toISOString().slice(0, 10) ?? null,
  current: id === currentId,
});
