import type { ReactNode } from 'react';
import { useWords } from '../../platform/language';
import { agendaWords } from './agenda.words';
import { editionsWords } from './editions.words';
import './agenda.css';
import './editions.css';

interface Worded {
  code: string;
  text: string;
  title?: string | null;
  context?: string | null;
}
interface WordedTheme {
  code: string;
  title: string;
  summary: string | null;
  questions: readonly (Worded & { subquestions: readonly Worded[] })[];
}

/** A wording to read through, all of it open: themes, kernvragen, deelvragen, with what `under` has for each code. */
export function WordedTree({ themes, under = () => null }: { themes: readonly WordedTheme[]; under?: (code: string) => ReactNode }) {
  const t = useWords(agendaWords);
  return (
    <>
      {themes.map((theme) => (
        <section key={theme.code} className="kk-theme" aria-labelledby={`preview-${theme.code}`}>
          <div className="kk-theme__head">
            <b aria-hidden="true">{theme.code}</b>
            <h2 id={`preview-${theme.code}`}>
              <span className="kk-unseen">{t('theme', { code: theme.code })}</span>
              <span lang="nl">{theme.title}</span>
            </h2>
            <span />
          </div>
          {theme.summary && (
            <p className="kk-meta kk-preview__summary" lang="nl">
              {theme.summary}
            </p>
          )}
          {under(theme.code)}
          {theme.questions.map((core) => (
            <CoreWording key={core.code} core={core} under={under} />
          ))}
        </section>
      ))}
    </>
  );
}

function CoreWording({ core, under }: { core: WordedTheme['questions'][number]; under: (code: string) => ReactNode }) {
  const t = useWords(editionsWords);
  return (
    <div className="kk-preview__core">
      <h3 lang="nl">
        {core.code} {core.title}
      </h3>
      <p lang="nl">{core.text}</p>
      {core.context && (
        <p className="kk-meta">
          {t('context')}
          <span lang="nl">{core.context}</span>
        </p>
      )}
      {under(core.code)}
      <ul className="kk-rows kk-rows--tight">
        {core.subquestions.map((sub) => (
          <li key={sub.code}>
            <p className="kk-preview__row">
              <b>{sub.code}</b> <span lang="nl">{sub.text}</span>
            </p>
            {under(sub.code)}
          </li>
        ))}
      </ul>
    </div>
  );
}
