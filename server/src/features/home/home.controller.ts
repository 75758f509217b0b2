import { Controller, Param, Query } from '@nestjs/common';
import { listOutcomes, listQuestionWork, OutcomeQuery, overviewOfOutcomes, readHome } from '@kenniskamer/shared/home';
import { QuestionKey } from '@kenniskamer/shared/question';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { HomePage } from './home.service.js';
import { QuestionOutcomes } from './question-outcomes.service.js';
import { QuestionsWork } from './question-work.service.js';

@Controller()
export class HomeController {
  constructor(
    private readonly home: HomePage,
    private readonly outcomes: QuestionOutcomes,
    private readonly work: QuestionsWork,
  ) {}

  @Serves(readHome)
  read(@SignedIn() viewer: Viewer) {
    return this.home.read(viewer);
  }

  @Serves(listQuestionWork)
  listWork(@SignedIn() viewer: Viewer) {
    return this.work.list(viewer);
  }

  @Serves(listOutcomes)
  list(@SignedIn() viewer: Viewer, @Param('key', { schema: QuestionKey }) key: string, @Query({ schema: OutcomeQuery }) query: OutcomeQuery) {
    return this.outcomes.list(viewer, key, query);
  }

  @Serves(overviewOfOutcomes)
  overview(@SignedIn() viewer: Viewer, @Param('key', { schema: QuestionKey }) key: string) {
    return this.outcomes.overview(viewer, key);
  }
}
