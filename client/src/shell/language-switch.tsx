import { useLanguage, useWords } from '../platform/language';
import { shellWords } from './shell.words';

/** The other language, named in that language. */
export function LanguageSwitch() {
  const t = useWords(shellWords);
  const { language, choose } = useLanguage();
  const other = language === 'nl' ? 'en' : 'nl';
  return (
    <button type="button" className="kk-top__button" lang={other} aria-label={`${t('otherLanguageShort')}, ${t('otherLanguage')}`} onClick={() => choose(other)}>
      {t('otherLanguageShort')}
    </button>
  );
}
