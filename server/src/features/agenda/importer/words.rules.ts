import type { Line } from './lines.rules.js';

/** The words that stand whole somewhere in the document, and which stand next to each other. */
export interface Vocabulary {
  words: Set<string>;
  pairs: Set<string>;
  /** The first five letters of its words. */
  starts: Set<string>;
  /** The last four. */
  ends: Set<string>;
  /** Every beginning of its words, to see that "verhoudin" is on its way to "verhoudingen". */
  beginnings: Set<string>;
}

/** Words that hardly begin a longer word, so that a line may safely end in one. "Voor", "aan" and "over" do. */
const closedLeft = wordSet(`de het een en of dat die deze wat welke welk hoe wordt worden zijn is was werd heeft hebben kan
  kunnen moet moeten mag zal zullen we wij ze zij ons onze hun haar zich je men te van naar waarop waarbij waarin waarmee
  hierbij daarbij daarvoor hiervoor waarover daarop als maar dan nog meer steeds zodat omdat wie elke alle geen andere
  zoals gaan gaat doen doet tot tussen doordat nadat voordat zodra terwijl indien hoewel`);

/** Words that hardly end a longer one; "die" (studie), "naar" (ambtenaar) and "en" (mensen) do. */
const closedRight = wordSet(`het van voor in over onder sinds tussen welke deze wordt worden heeft hebben kunnen moeten
  zullen onze waarop waarbij waarin waarmee hierbij daarbij daarvoor hiervoor waarover zodat omdat zoals andere steeds
  doordat nadat voordat zodra terwijl indien hoewel binnen tegen`);

/** Behind a word that is known as a whole these are words of their own; "en" and "de" still may be its ending. */
const closedBehindWord = wordSet('die op om tot door bij aan uit met naar dat we wij zij ons hun zich je kan moet mag zal zijn als maar dan nog wel meer wie elke alle veel geen gaat');

/** Two short words that are one as well: "waar" + "bij". */
const alsoOne = wordSet('vanuit vanaf hoeveel hoewel hoezeer zoals zodat omdat doordat nadat voordat evenals alsnog nogal welzijn bestaan ontstaan');
for (const place of ['er', 'hier', 'daar', 'waar']) {
  for (const way of wordSet('aan achter af bij binnen boven door in langs mee na naar om onder op over tegen toe tussen uit van voor')) alsoOne.add(place + way);
}

/** Bent adjectives: Dutch glues nouns behind "democratisch" never in this form. */
const bent = /(?:ische|lijke|ale|ele|ieve|ige|ende|aire|bare|loze|zame|ante|ente)$/;

const wordPattern = /\p{L}[\p{L}\p{M}’'-]*/gu;

/** Only words inside a line count: the first and the last of a line may be half ones. */
export function vocabularyOf(lines: Line[]): Vocabulary {
  const words = new Set<string>();
  const pairs = new Set<string>();
  for (const line of lines) {
    const found = [...line.text.matchAll(wordPattern)];
    let before: { word: string; end: number } | null = null;
    for (const { 0: raw, index } of found) {
      const end = index + raw.length;
      const inside = (index > 0 || /^\p{Lu}/u.test(raw)) && end < line.text.length;
      const word = raw.toLowerCase();
      if (inside && words.size < 50_000) words.add(word);
      if (before && index === before.end + 1 && pairs.size < 200_000) pairs.add(`${before.word} ${word}`);
      before = { word, end };
    }
  }
  const beginnings = new Set<string>();
  for (const word of words) for (let to = 3; to < Math.min(word.length, 40); to += 1) beginnings.add(word.slice(0, to));
  const all = [...words];
  return {
    words,
    pairs,
    starts: new Set(all.map((word) => word.slice(0, 5))),
    ends: new Set(all.map((word) => word.slice(-4))),
    beginnings,
  };
}

export type Joint = { sure: 'ONE' | 'TWO' } | { unsure: 'ONE' | 'TWO' };

/** Whether a line that ends in `left` and the next that begins with `right` cut one word in two. */
export function jointOf(left: string, right: string, { words, pairs, starts, ends, beginnings }: Vocabulary): Joint {
  if (left.endsWith('’')) return { sure: 'TWO' }; // a closing quote
  const l = left.toLowerCase().split('-').at(-1) ?? '';
  const r = right.toLowerCase().split('-')[0] ?? '';
  const [knowsLeft, knowsRight] = [words.has(l) || closedLeft.has(l), words.has(r) || closedRight.has(r)];
  const whole = words.has(l + r);
  if (whole || alsoOne.has(l + r)) {
    if (whole && (!knowsLeft || !knowsRight)) return { sure: 'ONE' };
    return { unsure: pairs.has(`${l} ${r}`) ? 'TWO' : 'ONE' };
  }
  if (pairs.has(`${l} ${r}`)) return { sure: 'TWO' };
  if ((r === 'en' || r === 'er') && /[^aeiouy]$/.test(l)) return { sure: 'TWO' }; // Dutch cuts "men-sen", never "mens-en"
  if (!knowsLeft && r.length >= 3 && beginnings.has(l + r.slice(0, 3))) return { sure: 'ONE' };
  if (!knowsLeft && endsInWordAcross(l, r, words)) return { sure: 'ONE' };
  const likelyRight = knowsRight || (r.length >= 5 && starts.has(r.slice(0, 5)));
  if (closedLeft.has(l) && likelyRight) return { sure: 'TWO' };
  if (closedRight.has(r) || (closedBehindWord.has(r) && knowsLeft)) return { sure: 'TWO' };
  if (bent.test(l) && words.has(l) && likelyRight) return { sure: 'TWO' };
  return { unsure: likelyRight || knowsLeft || ends.has(l.slice(-4)) ? 'TWO' : 'ONE' };
}

function wordSet(words: string) {
  return new Set(words.split(/\s+/));
}

/** "transitieopga" + "ves" ends in "opgaves", a word that reaches over the cut. */
function endsInWordAcross(left: string, right: string, words: Set<string>) {
  for (let from = 2; from < left.length - 1; from += 1) {
    const tail = left.slice(from) + right;
    if (tail.length >= 6 && words.has(tail)) return true;
  }
  return false;
}
