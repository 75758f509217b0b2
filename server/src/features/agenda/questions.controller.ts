import { Body, Controller, Param, Query } from '@nestjs/common';
import { judgeQuestion, listJudgements, listQuestions, QuestionKey, readQuestion, tieQuestion } from '@kenniskamer/shared/question';
import type { z } from 'zod';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Questions } from './questions.service.js';

@Controller()
export class QuestionsController {
  constructor(private readonly questions: Questions) {}

  @Serves(listQuestions)
  list(@Query({ schema: listQuestions.input }) query: z.output<typeof listQuestions.input>) {
    return this.questions.list(query);
  }

  @Serves(readQuestion)
  read(@SignedIn() viewer: Viewer, @Param('key', { schema: QuestionKey }) key: string) {
    return this.questions.read(viewer, key);
  }

  @Serves(listJudgements)
  judgements(@Param('key', { schema: QuestionKey }) key: string, @Query({ schema: listJudgements.input }) query: z.output<typeof listJudgements.input>) {
    return this.questions.judgements(key, query);
  }

  @Serves(judgeQuestion, { status: 201 })
  judge(@SignedIn() viewer: Viewer, @Param('key', { schema: QuestionKey }) key: string, @Body({ schema: judgeQuestion.input }) input: z.output<typeof judgeQuestion.input>) {
    return this.questions.judge(viewer, key, input);
  }

  @Serves(tieQuestion)
  tie(@SignedIn() viewer: Viewer, @Param('key', { schema: QuestionKey }) key: string, @Body({ schema: tieQuestion.input }) input: z.output<typeof tieQuestion.input>) {
    return this.questions.tie(viewer, key, input.unitIds);
  }
}
