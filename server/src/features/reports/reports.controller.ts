import { Body, Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { Id } from '@kenniskamer/shared/basics';
import { Attended, correctAttendance, endSession, finaliseSession, readEnding, readReport, reopenSession, Reopening, ReportQuery, changeReportDraft, readReportDraft, readReportOutcomes, ReportDraftChange } from '@kenniskamer/shared/report';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import { pageLanguage } from '../../platform/pages/page-language.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Endings } from './endings.service.js';
import { Finalisations } from './finalisations.service.js';
import { ReportDrafts } from './report-drafts.service.js';
import { ReportFiles, WORD } from './report-files.service.js';
import { outcomesOf } from './reports.rules.js';
import { Reports } from './reports.service.js';

@Controller()
export class ReportsController {
  constructor(
    private readonly endings: Endings,
    private readonly finalisations: Finalisations,
    private readonly reports: Reports,
    private readonly files: ReportFiles,
    private readonly drafts: ReportDrafts,
  ) {}

  @Serves(readEnding)
  ending(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.endings.read(viewer, id);
  }

  @Serves(endSession, { status: 201 })
  end(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: Attended }) input: Attended) {
    return this.endings.end(viewer, id, input);
  }

  @Serves(correctAttendance)
  correct(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: Attended }) input: Attended) {
    return this.endings.correct(viewer, id, input);
  }

  @Serves(finaliseSession, { status: 201 })
  finalise(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.finalisations.finalise(viewer, id);
  }

  @Serves(reopenSession, { status: 201 })
  reopen(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: Reopening }) input: Reopening) {
    return this.finalisations.reopen(viewer, id, input);
  }

  @Serves(readReport)
  read(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Query({ schema: ReportQuery }) { version }: ReportQuery) {
    return this.reports.read(viewer, id, version);
  }

  @Get('/api/v1/sessions/:id/report.docx')
  @ApiProduces(WORD)
  @ApiResponse({ status: 200, description: 'The report as a Word file', content: { [WORD]: { schema: { type: 'string', format: 'binary' } } } })
  async word(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ReportQuery }) { version }: ReportQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.files.send(reply, await this.reports.read(viewer, id, version), pageLanguage(request, viewer.language), 'docx');
  }

  @Get('/api/v1/sessions/:id/report.md')
  @ApiProduces('text/markdown')
  @ApiResponse({ status: 200, description: 'The report as Markdown', content: { 'text/markdown': { schema: { type: 'string' } } } })
  async markdown(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ReportQuery }) { version }: ReportQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.files.send(reply, await this.reports.read(viewer, id, version), pageLanguage(request, viewer.language), 'md');
  }

  @Serves(readReportOutcomes)
  async outcomes(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Query({ schema: ReportQuery }) { version }: ReportQuery) {
    return outcomesOf(await this.reports.read(viewer, id, version));
  }

  @Serves(readReportDraft)
  draft(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.drafts.read(viewer, id);
  }

  @Serves(changeReportDraft)
  changeDraft(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: ReportDraftChange }) input: ReportDraftChange) {
    return this.drafts.change(viewer, id, input);
  }
}
