import { Module } from '@nestjs/common';
import { AgendaController } from './agenda.controller.js';
import { AgendaGateway } from './agenda.gateway.js';
import { Agendas } from './agenda.service.js';
import { Editions } from './editions.service.js';
import { QuestionSearch } from './question-search.service.js';
import { QuestionsController } from './questions.controller.js';
import { Questions } from './questions.service.js';
import { SearchController } from './search.controller.js';
import { Search } from './search.service.js';
import { AgendaSeed } from './seed.service.js';
import { Wordings } from './wordings.service.js';

@Module({
  controllers: [AgendaController, QuestionsController, SearchController],
  providers: [AgendaGateway, Wordings, Agendas, Editions, Questions, Search, QuestionSearch, AgendaSeed],
  exports: [Questions, Search, AgendaSeed, Wordings],
})
export class AgendaModule {}
