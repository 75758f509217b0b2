import { useChangeMe } from '../features/people/me.queries';
import { useLanguage, useWords } from '../platform/language';
import { shellWords } from './shell.words';

/** The other language, named in that language. It becomes the person's own: mails follow it, and so do other browsers. */
export function LanguageSwitch() {
  const t = useWords(shellWords);
  const { language, choose } = useLanguage();
  const change = useChangeMe();
  const other = language === 'nl' ? 'en' : 'nl';
  const press = () => {
    choose(other);
    change.mutate({ language: other });
  };
  return (
    <button type="button" className="kk-top__button" lang={other} aria-label={`${t('otherLanguageShort')}, ${t('otherLanguage')}`} onClick={press}>
      {t('otherLanguageShort')}
    </button>
  );
}
