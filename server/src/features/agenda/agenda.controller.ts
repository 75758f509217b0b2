import { Body, Controller, Param } from '@nestjs/common';
import { adoptEdition, draftEdition, dropEdition, listEditions, previewAgenda, readAgenda, readEdition } from '@kenniskamer/shared/agenda';
import { Id } from '@kenniskamer/shared/basics';
import type { z } from 'zod';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Agendas } from './agenda.service.js';
import { Editions } from './editions.service.js';

@Controller()
export class AgendaController {
  constructor(
    private readonly agendas: Agendas,
    private readonly editions: Editions,
  ) {}

  @Serves(readAgenda)
  read(@SignedIn() viewer: Viewer) {
    return this.agendas.current(viewer);
  }

  @Serves(previewAgenda)
  preview(@SignedIn() viewer: Viewer, @Body({ schema: previewAgenda.input }) input: z.output<typeof previewAgenda.input>) {
    return this.editions.preview(viewer, input);
  }

  @Serves(listEditions)
  list(@SignedIn() viewer: Viewer) {
    return this.agendas.editions(viewer);
  }

  @Serves(draftEdition, { status: 201 })
  draft(@SignedIn() viewer: Viewer, @Body({ schema: draftEdition.input }) input: z.output<typeof draftEdition.input>) {
    return this.editions.draft(viewer, input);
  }

  @Serves(readEdition)
  readEdition(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.agendas.read(viewer, id);
  }

  @Serves(dropEdition)
  drop(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.editions.drop(viewer, id);
  }

  @Serves(adoptEdition, { status: 201 })
  adopt(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: adoptEdition.input }) input: z.output<typeof adoptEdition.input>) {
    return this.editions.adopt(viewer, id, input);
  }
}
