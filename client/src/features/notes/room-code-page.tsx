import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { encode } from 'uqr';
import { useWords } from '../../platform/language';
import { LinkButton } from '../../ui/link-button';
import { Page } from '../../ui/page';
import { PageTitle } from '../../ui/page-title';
import { doorQuery } from './room.queries';
import { roomWords } from './room.words';
import './room.css';

/** The code on the wall: as large as the screen allows, with the address that it holds. */
export function RoomCodePage() {
  const t = useWords(roomWords);
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: door } = useSuspenseQuery(doorQuery(id));
  return (
    <Page>
      <div className="kk-wall">
        <div>
          <PageTitle tabTitle={`${t('code')}: ${door.title}`}>{t('codeTitle')}</PageTitle>
          <p className="kk-wall__session">{door.title}</p>
          <p className="kk-lead">{t('codeLead')}</p>
          <p className="kk-wall__address">{door.url.replace(/^https?:\/\//, '')}</p>
          <p className="kk-meta">{t('codeHelp')}</p>
          <LinkButton to="/sessions/$id/note" params={{ id }}>
            {t('backToNote')}
          </LinkButton>
        </div>
        <Code text={door.url} label={t('codeImage', { url: door.url })} />
      </div>
    </Page>
  );
}

/** Drawn as one shape: a square per dark module, row by row. */
function Code({ text, label }: { text: string; label: string }) {
  // Level M reads with a seventh of it covered; the white border belongs to the code, or cameras do not see where it ends.
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg className="kk-wall__code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={squares.join('')} fill="#000000" />
    </svg>
  );
}
