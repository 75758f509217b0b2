import { Controller, Get, HttpStatus, Param, Req, Res, UseFilters, type OnModuleInit } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Failure } from '@kenniskamer/shared/failure';
import type { Language } from '@kenniskamer/shared/basics';
import type { Report, ReportFormat } from '@kenniskamer/shared/report';
import { speak } from '@kenniskamer/shared/words';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/contract/serves.js';
import { Limits } from '../../platform/limits/limits.service.js';
import { html } from '../../platform/pages/html.js';
import { PageFailureFilter } from '../../platform/pages/page-failure.filter.js';
import { pageLanguage } from '../../platform/pages/page-language.js';
import { Pages } from '../../platform/pages/pages.service.js';
import { hashOf } from '../../platform/sign-in/viewers.service.js';
import { GuestReports } from '../invitations/guest-reports.service.js';
import { ReportFiles } from './report-files.service.js';
import { reportHtml } from './report.page.js';
import { Reports } from './reports.service.js';
import { reportWords } from './reports.words.js';

/** The report behind a personal link, as a page and as a Word file. */
@ApiExcludeController()
@UseFilters(PageFailureFilter)
@Controller('/invitation/:token')
export class GuestReportPage implements OnModuleInit {
  constructor(
    private readonly reports: Reports,
    private readonly files: ReportFiles,
    private readonly pages: Pages,
    private readonly limits: Limits,
    private readonly guestReports: GuestReports,
  ) {}

  /** The personal page itself shows it too, once it is definitief. */
  onModuleInit(): void {
    this.guestReports.renderWith(async (_guest, token, language) => {
      const { report } = await this.reports.readByLink(token);
      return reportHtml(report, language, { files: filesOf(token, language) });
    });
  }

  @Public()
  @Get('report')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.find(token, request);
    const language = pageLanguage(request, found?.language);
    const t = speak(reportWords, language);
    const back = `/invitation/${encodeURIComponent(token)}`;
    await this.pages.send(reply, {
      language,
      otherLanguage: `?language=${language === 'nl' ? 'en' : 'nl'}`,
      ...(found
        ? { title: `${t('report')}: ${found.report.content.title}`, body: reportHtml(found.report, language, { files: filesOf(token, language), back }) }
        : {
            status: HttpStatus.NOT_FOUND,
            title: t('notYetTitle'),
            body: html`<h1>${t('notYetTitle')}</h1><p class="section">${t('notYet')}</p><p class="actions"><a class="btn btn--primary" href="${back}">${t('back')}</a></p>`,
          }),
    });
  }

  @Public()
  @Get('report.docx')
  async word(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.find(token, request);
    if (!found) throw new Failure('SESSION_NOT_FINAL');
    await this.files.send(reply, found.report, pageLanguage(request, found.language), 'docx');
  }

  @Public()
  @Get('report.md')
  async markdown(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.find(token, request);
    if (!found) throw new Failure('SESSION_NOT_FINAL');
    await this.files.send(reply, found.report, pageLanguage(request, found.language), 'md');
  }

  /** Null while it is not definitief. */
  private async find(token: string, { ip }: FastifyRequest): Promise<{ report: Report; language: 'nl' | 'en' } | null> {
    await this.limits.spend('token', hashOf(token));
    try {
      return await this.reports.readByLink(token);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.code === 'SESSION_NOT_FINAL') return null;
      return this.limits.fail(ip, error);
    }
  }
}

const filesOf = (token: string, language: Language) => {
  const file = (format: ReportFormat) => `/invitation/${encodeURIComponent(token)}/report.${format}?language=${language}`;
  return { word: file('docx'), markdown: file('md') };
};
