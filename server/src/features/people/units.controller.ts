import { Body, Controller, Param, Query } from '@nestjs/common';
import { Id } from '@kenniskamer/shared/basics';
import * as p from '@kenniskamer/shared/position';
import * as u from '@kenniskamer/shared/unit';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Positions } from './positions.service.js';
import { Units } from './units.service.js';

@Controller()
export class UnitsController {
  constructor(
    private readonly units: Units,
    private readonly positions: Positions,
  ) {}

  /** For everybody signed in: filters and audiences name units. */
  @Serves(u.listUnits)
  list() {
    return this.units.list();
  }

  @Serves(u.addUnit, { status: 201 })
  add(@SignedIn() viewer: Viewer, @Body({ schema: u.NewUnit }) input: u.NewUnit) {
    return this.units.add(viewer, input);
  }

  @Serves(u.changeUnit)
  change(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: u.UnitPatch }) patch: u.UnitPatch) {
    return this.units.change(viewer, id, patch);
  }

  @Serves(u.removeUnit)
  remove(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.units.remove(viewer, id);
  }

  @Serves(p.listPositions)
  listPositions(@SignedIn() viewer: Viewer, @Query({ schema: p.PositionQuery }) query: p.PositionQuery) {
    return this.positions.list(viewer, query);
  }

  @Serves(p.addPosition, { status: 201 })
  addPosition(@SignedIn() viewer: Viewer, @Body({ schema: p.NewPosition }) input: p.NewPosition) {
    return this.positions.add(viewer, input);
  }

  @Serves(p.changePosition)
  changePosition(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: p.PositionPatch }) patch: p.PositionPatch) {
    return this.positions.change(viewer, id, patch);
  }

  @Serves(p.removePosition)
  removePosition(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.positions.remove(viewer, id);
  }
}
