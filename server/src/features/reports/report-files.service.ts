import { Injectable } from '@nestjs/common';
import type { Language } from '@kenniskamer/shared/basics';
import type { Report } from '@kenniskamer/shared/report';
import { speak } from '@kenniskamer/shared/words';
import type { FastifyReply } from 'fastify';
import { fileNameOf } from './reports.rules.js';
import { reportWords } from './reports.words.js';
import { WordReports } from './word-report.service.js';

export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Hands over a report as a file, to whoever was found to be its reader. */
@Injectable()
export class ReportFiles {
  constructor(private readonly word: WordReports) {}

  async send(reply: FastifyReply, report: Report, language: Language): Promise<void> {
    const file = await this.word.write(report, language);
    const name = fileNameOf(report.content, speak(reportWords, language)('file'));
    await reply
      .header('content-type', WORD)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(file);
  }
}
