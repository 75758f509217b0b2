import type { Settlement } from '@kenniskamer/shared/agenda';
import type { Choices } from '@kenniskamer/shared/agenda-text';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Page, PageHead } from '../../ui/page';
import { DraftForm } from './draft-form';
import { previewQuery, type Upload } from './editions.queries';
import { editionsWords } from './editions.words';
import { openPlaces, PreviewSummary } from './preview-summary';
import { PreviewTree } from './preview-tree';
import { UploadSource } from './upload-source';
import './editions.css';

/** Another text of the agenda: choose it, see what is in it, decide the doubts, keep it as a draft. */
export function UploadPage() {
  const t = useWords(editionsWords);
  const [upload, setUpload] = useState<Upload | null>(null);
  const [choices, setChoices] = useState<Choices>({});
  const [settlements, setSettlements] = useState<Record<string, Settlement>>({});
  const preview = useQuery(previewQuery(upload, choices));
  const take = (next: Upload | null) => {
    setChoices({});
    setSettlements({});
    setUpload(next);
  };
  if (!upload || !preview.data || preview.isError) {
    return (
      <Page narrow>
        <PageHead title={t('uploadTitle')} lead={t('uploadLead')} />
        <UploadSource error={preview.error} isReading={upload !== null && preview.isFetching} onUpload={take} />
      </Page>
    );
  }
  const open = openPlaces(preview.data, choices, settlements);
  return (
    <Page>
      <PageHead
        title={t('foundTitle', { name: upload.name })}
        actions={
          <Button kind="quiet" onPress={() => take(null)}>
            {t('another')}
          </Button>
        }
      />
      <PreviewSummary preview={preview.data} open={open} onTakeAll={(all) => setChoices({ ...choices, ...all })} />
      <PreviewTree
        preview={preview.data}
        choices={choices}
        settlements={settlements}
        onChoose={(key, choice) => setChoices({ ...choices, [key]: choice })}
        onSettle={(code, settlement) => setSettlements({ ...settlements, [code]: settlement })}
      />
      <DraftForm content={upload.content} choices={choices} settlements={settlements} period={preview.data.agenda.period} open={open.length} />
    </Page>
  );
}
