import { Module } from '@nestjs/common';
import { AgendaModule } from '../agenda/agenda.module.js';
import { Candidates } from './candidates.service.js';
import { Organisers } from './organisers.service.js';
import { SessionFaces } from './session-faces.service.js';
import { SessionLists } from './session-lists.service.js';
import { SessionSearch } from './session-search.service.js';
import { SessionStates } from './session-states.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsGateway } from './sessions.gateway.js';
import { Sessions } from './sessions.service.js';

@Module({
  imports: [AgendaModule],
  controllers: [SessionsController],
  providers: [Sessions, SessionStates, SessionFaces, SessionLists, Organisers, Candidates, SessionSearch, SessionsGateway],
  exports: [Sessions, SessionStates, SessionFaces, SessionLists, Candidates],
})
export class SessionsModule {}
