import type { Language } from './basics.js';

/** A sentence with `{name}` for what is filled in, or one form per plural category of the value `n`. */
export type Sentence = string | { one: string; other: string };
export type Values = Record<string, string | number>;
export interface Words<Key extends string> {
  nl: Record<Key, Sentence>;
  en: Record<Key, Sentence>;
}

/** A catalogue in both languages; a key that one of them lacks does not compile. */
export const defineWords = <const Dutch extends Record<string, Sentence>>(words: {
  nl: Dutch;
  en: Record<keyof Dutch, Sentence>;
}): Words<keyof Dutch & string> => words as Words<keyof Dutch & string>;

const plurals = { nl: new Intl.PluralRules('nl-NL'), en: new Intl.PluralRules('en-GB') };
const numbers = { nl: new Intl.NumberFormat('nl-NL'), en: new Intl.NumberFormat('en-GB') };

/** The sentence for `key`, filled in. Which plural form is decided by the value named `n`. */
export function say<Key extends string>(words: Words<Key>, language: Language, key: Key, values: Values = {}): string {
  const sentence = words[language][key];
  const text =
    typeof sentence === 'string'
      ? sentence
      : plurals[language].select(Number(values.n)) === 'one'
        ? sentence.one
        : sentence.other;
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? numbers[language].format(value) : value;
  });
}

/** `say` with catalogue and language filled in. */
export const speak =
  <Key extends string>(words: Words<Key>, language: Language) =>
  (key: Key, values?: Values): string =>
    say(words, language, key, values);
export type Speak<Key extends string> = (key: Key, values?: Values) => string;
