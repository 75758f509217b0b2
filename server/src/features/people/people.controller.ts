import { Body, Controller, Param, Query } from '@nestjs/common';
import { Id } from '@kenniskamer/shared/basics';
import * as p from '@kenniskamer/shared/person';
import { exportPerson } from '@kenniskamer/shared/person-export';
import { importPeopleCsv, PeopleCsv, previewPeopleCsv } from '@kenniskamer/shared/people-csv';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Holdings } from './holdings.service.js';
import { PeopleCsvImport } from './people-csv.service.js';
import { People } from './people.service.js';
import { PersonExports } from './person-export.service.js';
import { PersonRemoval } from './person-removal.service.js';
import { Roles } from './roles.service.js';

const id = { schema: Id };

@Controller()
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly removal: PersonRemoval,
    private readonly exports: PersonExports,
    private readonly roles: Roles,
    private readonly holdings: Holdings,
    private readonly csv: PeopleCsvImport,
  ) {}

  @Serves(p.listPeople)
  list(@SignedIn() viewer: Viewer, @Query({ schema: p.PeopleQuery }) query: p.PeopleQuery) {
    return this.people.list(viewer, query);
  }

  @Serves(p.addPerson, { status: 201 })
  add(@SignedIn() viewer: Viewer, @Body({ schema: p.NewPerson }) input: p.NewPerson) {
    return this.people.add(viewer, input);
  }

  @Serves(previewPeopleCsv)
  preview(@SignedIn() viewer: Viewer, @Body({ schema: PeopleCsv }) input: PeopleCsv) {
    return this.csv.preview(viewer, input);
  }

  @Serves(importPeopleCsv, { status: 201 })
  import(@SignedIn() viewer: Viewer, @Body({ schema: PeopleCsv }) input: PeopleCsv) {
    return this.csv.import(viewer, input);
  }

  @Serves(p.readPerson)
  read(@SignedIn() viewer: Viewer, @Param('id', id) personId: string) {
    return this.people.read(viewer, personId);
  }

  @Serves(p.changePerson)
  change(@SignedIn() viewer: Viewer, @Param('id', id) personId: string, @Body({ schema: p.PersonPatch }) patch: p.PersonPatch) {
    return this.people.change(viewer, personId, patch);
  }

  @Serves(p.removePerson)
  remove(@SignedIn() viewer: Viewer, @Param('id', id) personId: string) {
    return this.removal.remove(viewer, personId);
  }

  @Serves(exportPerson)
  export(@SignedIn() viewer: Viewer, @Param('id', id) personId: string) {
    return this.exports.make(viewer, personId);
  }

  @Serves(p.letGo)
  letGo(@SignedIn() viewer: Viewer, @Param('id', id) personId: string) {
    return this.people.letGo(viewer, personId);
  }

  @Serves(p.takeBack)
  takeBack(@SignedIn() viewer: Viewer, @Param('id', id) personId: string) {
    return this.people.takeBack(viewer, personId);
  }

  @Serves(p.endSignInsOf)
  endSignIns(@SignedIn() viewer: Viewer, @Param('id', id) personId: string) {
    return this.people.endSignIns(viewer, personId);
  }

  @Serves(p.grantRole, { status: 201 })
  grant(@SignedIn() viewer: Viewer, @Param('id', id) personId: string, @Body({ schema: p.NewGrant }) input: p.NewGrant) {
    return this.roles.grant(viewer, personId, input);
  }

  @Serves(p.revokeRole)
  revoke(@SignedIn() viewer: Viewer, @Param('id', id) personId: string, @Param('grantId', id) grantId: string) {
    return this.roles.revoke(viewer, personId, grantId);
  }

  @Serves(p.giveHolding, { status: 201 })
  give(@SignedIn() viewer: Viewer, @Param('id', id) personId: string, @Body({ schema: p.NewHolding }) input: p.NewHolding) {
    return this.holdings.give(viewer, personId, input);
  }

  @Serves(p.endHolding)
  end(@SignedIn() viewer: Viewer, @Param('id', id) personId: string, @Param('holdingId', id) holdingId: string) {
    return this.holdings.end(viewer, personId, holdingId);
  }
}
