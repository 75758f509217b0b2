import type { CsvPreview, CsvRow } from '@kenniskamer/shared/people-csv';
import { issueSentence } from '@kenniskamer/shared/failure-words';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useLanguage, useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { Notice } from '../../ui/notice';
import { Columns, Page, PageHead, Section } from '../../ui/page';
import { Table } from '../../ui/table';
import { toast } from '../../ui/toast';
import { AdministrationNav } from './administration-nav';
import { CsvSource } from './csv-source';
import { csvWords } from './csv.words';
import { useImportCsv, usePreviewCsv } from './people.queries';

/** Many people at once: a file, what it would change, and one button that does it. */
export function PeopleCsvPage() {
  const t = useWords(csvWords);
  const preview = usePreviewCsv();
  const [content, setContent] = useState('');
  const look = (base64: string) => {
    setContent(base64);
    preview.mutate(base64);
  };
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      <AdministrationNav />
      <Columns aside={<Explanation />}>
        {preview.data ? (
          <Preview preview={preview.data} content={content} onAgain={preview.reset} />
        ) : (
          <CsvSource error={preview.error} isReading={preview.isPending} onRead={look} />
        )}
      </Columns>
    </Page>
  );
}

function Preview({ preview: { counts, positions, rows }, content, onAgain }: { preview: CsvPreview; content: string; onAgain: () => void }) {
  const t = useWords(csvWords);
  const save = useImportCsv();
  const go = useNavigate();
  const n = counts.created + counts.changed;
  const saveAll = () =>
    save.mutate(content, {
      onSuccess: ({ created, changed }) => {
        toast(t('saved', { created, changed }));
        void go({ to: '/administration' });
      },
    });
  return (
    <Section title={t('rows')} more={t('found', { created: counts.created, changed: counts.changed, same: counts.same })}>
      {counts.wrong > 0 && (
        <Notice tone="error" announced>
          <p>{t('wrong', { n: counts.wrong })}</p>
        </Notice>
      )}
      <FailureNote error={save.error} />
      {positions > 0 && <p>{t('newPositions', { n: positions })}</p>}
      {counts.wrong === 0 && n + positions === 0 && <p>{t('nothing')}</p>}
      <PreviewTable rows={rows} />
      <p className="kk-row">
        {counts.wrong === 0 && n + positions > 0 && (
          <Button kind="primary" isPending={save.isPending} onPress={saveAll}>
            {t('save', { n })}
          </Button>
        )}
        <Button onPress={onAgain}>{t('again')}</Button>
      </p>
    </Section>
  );
}

function PreviewTable({ rows }: { rows: CsvRow[] }) {
  const t = useWords(csvWords);
  const { language } = useLanguage();
  const what = ({ act, changes, issues }: CsvRow) =>
    issues.length > 0 ? (
      <ul className="kk-changes">
        {issues.map((issue) => (
          <li key={`${issue.path.join('.')} ${issue.code}`}>
            <b>{t(columnOf(issue.path[0]))}</b> {issueSentence(issue, language)}
          </li>
        ))}
      </ul>
    ) : (
      t(`act.${act}`, { fields: changes.map((column) => t(column).toLowerCase()).join(', ') })
    );
  return (
    <Table
      caption={t('rows')}
      dense
      items={rows}
      keyOf={({ row }) => String(row)}
      stateOf={({ issues }) => (issues.length > 0 ? 'asks' : undefined)}
      columns={[
        { id: 'row', head: t('row'), cell: ({ row }) => row },
        { id: 'name', head: t('name'), as: 'main', cell: ({ name }) => name },
        { id: 'email', head: t('email'), cell: ({ email }) => email },
        { id: 'what', head: t('what'), as: 'full', cell: what },
      ]}
    />
  );
}

const columnOf = (step: string | number | undefined) => (step === 'email' || step === 'unit' || step === 'position' || step === 'level' ? step : 'name');

function Explanation() {
  const t = useWords(csvWords);
  return (
    <Section title={t('columns')}>
      <div className="kk-stack">
        <p>{t('columnsName')}</p>
        <p>{t('columnsUnit')}</p>
        <p>{t('columnsPosition')}</p>
        <p>{t('columnsLevel')}</p>
      </div>
    </Section>
  );
}
