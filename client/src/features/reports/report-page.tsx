import { reportFile, type Report } from '@kenniskamer/shared/report';
import { ReportSearch } from '@kenniskamer/shared/page-search';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { useDates } from '../../platform/dates';
import { useLanguage, useWords } from '../../platform/language';
import { useFilter } from '../../platform/search-params';
import { Breadcrumb } from '../../ui/breadcrumb';
import { Button } from '../../ui/button';
import { AnchorButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { Page, PageHead } from '../../ui/page';
import { useLiveSession } from '../sessions/sessions.live';
import { ReopenDialog } from './reopen-dialog';
import { ReportBody } from './report-body';
import { reportWords } from './report.words';
import { reportQuery } from './reports.queries';
import './report.css';

/** The report as it was made definitief: to read, print and download. */
export function ReportPage() {
  const { id = '' } = useParams({ strict: false });
  const [{ version }] = useFilter(ReportSearch);
  useLiveSession(id);
  const { data: report } = useSuspenseQuery(reportQuery(id, version));
  const t = useWords(reportWords);
  const dates = useDates();
  const { content } = report;
  return (
    <Page>
      <div className="kk-no-print">
        <Breadcrumb>
          {[
            <Link key="back" to="/sessions/$id" params={{ id }}>
              {t('back')}
            </Link>,
          ]}
        </Breadcrumb>
      </div>
      <PageHead
        title={content.title}
        tabTitle={t('tab', { title: content.title })}
        meta={t('version', { version: String(report.version), day: dates.date(report.at) })}
        actions={<Acts report={report} />}
      />
      <States report={report} />
      <ReportBody content={content} />
      <Versions report={report} />
    </Page>
  );
}

function Acts({ report }: { report: Report }) {
  const t = useWords(reportWords);
  const { language } = useLanguage();
  const { sessionId, version } = report;
  const [reopening, setReopening] = useState(false);
  return (
    <span className="kk-row kk-no-print">
      <Button icon={Printer} onPress={() => window.print()}>
        {t('print')}
      </Button>
      <AnchorButton icon={Download} href={`/api/v1${reportFile(sessionId, version, 'docx')}&language=${language}`} download>
        {t('word')}
      </AnchorButton>
      <AnchorButton icon={Download} kind="quiet" href={`/api/v1${reportFile(sessionId, version, 'md')}&language=${language}`} download>
        {t('markdown')}
      </AnchorButton>
      <AnchorButton icon={Download} kind="quiet" href={`/api/v1/sessions/${sessionId}/report/outcomes?version=${version}`} download={t('dataFile', { version: String(version) })}>
        {t('data')}
      </AnchorButton>
      {report.may.reopen && (
        <Button kind="quiet" onPress={() => setReopening(true)}>
          {t('reopen')}
        </Button>
      )}
      {reopening && <ReopenDialog sessionId={report.sessionId} onClose={() => setReopening(false)} />}
    </span>
  );
}

function States({ report }: { report: Report }) {
  const t = useWords(reportWords);
  const latest = report.versions[0]?.version;
  return (
    <>
      {!report.final && <Notice tone="warning">{t('notFinal')}</Notice>}
      {latest !== undefined && latest !== report.version && (
        <Notice>
          {t('older')}{' '}
          <Link to="/sessions/$id/report" params={{ id: report.sessionId }}>
            {t('toLatest')}
          </Link>
        </Notice>
      )}
      {report.content.confidentiality !== 'OPEN' && <Notice>{t(report.content.confidentiality === 'CHATHAM_HOUSE' ? 'chatham' : 'confidential')}</Notice>}
    </>
  );
}

function Versions({ report }: { report: Report }) {
  const t = useWords(reportWords);
  const dates = useDates();
  if (report.versions.length < 2) return null;
  return (
    <nav className="kk-section kk-no-print" aria-label={t('versions')}>
      <h2>{t('versions')}</h2>
      <ul className="kk-rows">
        {report.versions.map(({ version, at }) => (
          <li key={version}>
            <Link to="/sessions/$id/report" params={{ id: report.sessionId }} search={{ version }} aria-current={version === report.version ? 'page' : undefined}>
              {t('version', { version: String(version), day: dates.date(at) })}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
