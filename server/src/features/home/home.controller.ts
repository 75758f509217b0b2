import { Controller, Param, Query } from '@nestjs/common';
import { listOutcomes, OutcomeQuery, overviewOfOutcomes, readHome } from '@kenniskamer/shared/home';
import { QuestionKey } from '@kenniskamer/shared/question';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { HomePage } from './home.service.js';
import { QuestionOutcomes } from './question-outcomes.service.js';

@Controller()
export class HomeController {
  constructor(
    private readonly home: HomePage,
    private readonly outcomes: QuestionOutcomes,
  ) {}

  @Serves(readHome)
  read(@SignedIn() viewer: Viewer) {
    return this.home.read(viewer);
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
