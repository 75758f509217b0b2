import { Injectable } from '@nestjs/common';
import type { Language } from '@kenniskamer/shared/basics';
import type { Report, ReportFormat } from '@kenniskamer/shared/report';
import { speak } from '@kenniskamer/shared/words';
import type { FastifyReply } from 'fastify';
import { markdownOf } from './markdown-report.rules.js';
import { fileNameOf } from './reports.rules.js';
import { reportWords } from './reports.words.js';
import { WordReports } from './word-report.service.js';

export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const MARKDOWN = 'text/markdown; charset=utf-8';

/** Hands over a report as a file, to whoever was found to be its reader. */
@Injectable()
export class ReportFiles {
  constructor(private readonly word: WordReports) {}

  async send(reply: FastifyReply, report: Report, language: Language, format: ReportFormat): Promise<void> {
    const file = format === 'md' ? markdownOf(report, language) : await this.word.write(report, language);
    const name = fileNameOf(report.content, speak(reportWords, language)('file'), format);
    await reply
      .header('content-type', format === 'md' ? MARKDOWN : WORD)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(file);
  }
}
