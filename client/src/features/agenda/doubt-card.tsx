import type { Doubt } from '@kenniskamer/shared/agenda-text';
import { useWords } from '../../platform/language';
import { Checkbox } from '../../ui/checkbox';
import { RadioGroup } from '../../ui/radio-group';
import { editionsWords } from './editions.words';

/** The id of its element, to go to. */
export const doubtId = (key: string) => `doubt-${key}`;

interface DoubtCardProps {
  doubt: Doubt;
  choice: number | undefined;
  onChoose: (choice: number) => void;
}

/** One doubt at its place: where it stands in the text, and what to choose from. */
export function DoubtCard({ doubt: { key, kind, line, excerpt, proposals }, choice, onChoose }: DoubtCardProps) {
  const t = useWords(editionsWords);
  const label = (text: string) => {
    if (text === '') return t('leaveOut');
    return kind === 'LOOSE_TEXT' || kind === 'NOTE_END' ? t('takeIn', { text }) : text;
  };
  return (
    <div className="kk-doubt" id={doubtId(key)} tabIndex={-1} data-open={choice === undefined ? '' : undefined}>
      {excerpt !== '' && (
        <p className="kk-meta">
          {t('line', { line: String(line) })}: <q lang="nl">{excerpt}</q>
        </p>
      )}
      {proposals.length > 1 ? (
        <RadioGroup
          label={t(`doubt.${kind}`)}
          choices={proposals.map((text, at) => ({ id: String(at), label: label(text), hint: at === 0 ? t('proposed') : undefined }))}
          value={choice === undefined ? null : String(choice)}
          onChange={(id) => onChoose(Number(id))}
          across
        />
      ) : (
        <>
          <p>{t(`doubt.${kind}`)}</p>
          <Checkbox value={choice !== undefined} onChange={(isOn) => isOn && onChoose(0)}>
            {t('seen')}
          </Checkbox>
        </>
      )}
    </div>
  );
}
