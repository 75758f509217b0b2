import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions/actions.module.js';
import { AgendaModule } from '../agenda/agenda.module.js';
import { Desks } from './desks.service.js';
import { HomeController } from './home.controller.js';
import { HomeGateway } from './home.gateway.js';
import { HomePage } from './home.service.js';
import { QuestionOutcomes } from './question-outcomes.service.js';
import { QuestionsWork } from './question-work.service.js';

@Module({ imports: [AgendaModule, ActionsModule], controllers: [HomeController], providers: [HomePage, Desks, HomeGateway, QuestionOutcomes, QuestionsWork] })
export class HomeModule {}
