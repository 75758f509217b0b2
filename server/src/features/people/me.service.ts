import { Inject, Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { ChangeMe, Me } from '@kenniskamer/shared/person';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { heldOn, today } from './holdings.rules.js';

/** One's own data, for oneself. */
@Injectable()
export class MyData {
  constructor(
    private readonly db: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async read(viewer: Viewer): Promise<Me> {
    const person = await this.db.person.findUnique({
      where: { id: viewer.id },
      select: {
        id: true,
        name: true,
        email: true,
        language: true,
        unit: { select: { name: true } },
        holdings: { where: heldOn(today()), select: { position: { select: { title: true, level: true, unit: { select: { name: true } } } } } },
      },
    });
    if (!person) throw new Failure('SIGN_IN_NEEDED');
    const { unit, holdings, ...rest } = person;
    return {
      person: {
        ...rest,
        email: person.email ?? '',
        unit: unit?.name ?? null,
        positions: holdings.map(({ position: { title, level, unit: at } }) => ({ title, level, unit: at.name })),
      },
      roles: [
        ...(viewer.organiser ? (['ORGANISER'] as const) : []),
        ...(viewer.coordinates ? (['COORDINATOR'] as const) : []),
        ...(viewer.administrator ? (['ADMINISTRATOR'] as const) : []),
      ],
      isAdministrator: viewer.administrator,
      isOrganiser: viewer.organiser,
      isCoordinator: viewer.coordinates !== null,
      demo: this.settings.demo,
    };
  }

  async change(viewer: Viewer, { language }: ChangeMe): Promise<Me> {
    await this.db.person.update({ where: { id: viewer.id }, data: { language } });
    return this.read({ ...viewer, language });
  }
}
