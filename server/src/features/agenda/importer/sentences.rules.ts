const abbreviations = new Set(['bijv', 'bv', 'etc', 'e.d', 'mln', 'mld', 'o.a', 'm.b.t', 'd.w.z', 'i.p.v', 'nr', 'art', 'par', 't.a.v', 'o.b.v']);

/** Cuts a deelvraag into its sentences. Full stops in "bijv.", "etc.", "e.d." and "mln." end none. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.?!][)\]’”"']{0,3} (?=[\p{Lu}\d(‘“"'])/gu)) {
    const end = match.index + match[0].length;
    const word = /[\p{L}.]+$/u.exec(text.slice(Math.max(from, match.index - 20), match.index))?.[0].toLowerCase();
    if (match[0] === '. ' && word !== undefined && abbreviations.has(word)) continue;
    sentences.push(text.slice(from, end).trim());
    from = end;
  }
  sentences.push(text.slice(from).trim());
  return sentences.filter((sentence) => sentence !== '');
}

const lead = '(?:(?:en|maar|of|in|op|onder|voor|door|met|bij|tot|aan|uit|van|naar|over|vanuit|binnen|volgens|middel) ){0,3}';
const asking = new RegExp(
  `^${lead}(?:wat|welke?|hoe|hoeveel|hoeverre|waar|waarom|waardoor|waarmee|waarvoor|waaraan|wie|wiens|wanneer)(?![\\p{L}])`,
  'iu',
);

/** Authors ask without a question mark too: "Hoe wordt … voorzien." */
export function asks(sentence: string): boolean {
  return /\?[)\]’”"']{0,3}$/.test(sentence) || asking.test(sentence);
}

/** How many sentences ask something; asks joined within one sentence count as one. */
export function partCountOf(text: string): number {
  return sentencesOf(text).filter(asks).length;
}

/** It names the Caribbean part of the Kingdom, its act or its charter. */
export function isCaribbean(text: string): boolean {
  return /(?<!\p{L})(?:Caribische?|WolBES|Statuut)(?!\p{L})/u.test(text);
}
