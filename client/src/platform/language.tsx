import type { Language } from '@kenniskamer/shared/basics';
import { speak, type Words } from '@kenniskamer/shared/words';
import { createContext, Fragment, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';

interface Choice {
  language: Language;
  choose: (language: Language) => void;
}

const LanguageChoice = createContext<Choice>({ language: 'nl', choose: () => undefined });
const kept = 'kenniskamer.language';

/** The language of the page. A signed-in person's own language is laid over it by the shell. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState<Language>(() => (localStorage.getItem(kept) === 'en' ? 'en' : 'nl'));
  useEffect(() => {
    localStorage.setItem(kept, language);
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(() => ({ language, choose }), [language]);
  return (
    <LanguageChoice value={choice}>
      <I18nProvider locale={language === 'nl' ? 'nl-NL' : 'en-GB'}>{children}</I18nProvider>
    </LanguageChoice>
  );
}

export const useLanguage = () => useContext(LanguageChoice);

/** The catalogue in the language of the page: `const t = useWords(words)`, `t('save', { n: 3 })`. */
export function useWords<Key extends string>(words: Words<Key>) {
  const { language } = useLanguage();
  return useMemo(() => speak(words, language), [words, language]);
}

/** A sentence whose holes hold elements: `fillWith(t('seen', {}), { link: <a …/> })`. Holes that `t` filled are text already. */
export function fillWith(sentence: string, parts: Record<string, ReactNode>): ReactNode {
  return sentence.split(/(\{\w+\})/).map((piece, place) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    // The place in the sentence is the identity: the sentence does not reorder by itself.
    return <Fragment key={place}>{name !== undefined && name in parts ? parts[name] : piece}</Fragment>;
  });
}
