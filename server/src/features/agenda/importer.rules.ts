import type { Choices, Doubt, FoundAgenda, NoAgenda } from '@kenniskamer/shared/agenda-text';
import { cleaned, refusesText } from './importer/decode.rules.js';
import { Doubts } from './importer/doubts.rules.js';
import { bulletOf } from './importer/headings.rules.js';
import { linesOf } from './importer/lines.rules.js';
import { noteNumbers } from './importer/notes.rules.js';
import { periodOf, refusesTree, sectionsOf, themesOf } from './importer/tree.rules.js';
import { vocabularyOf } from './importer/words.rules.js';

export type Imported = { agenda: FoundAgenda; doubts: Doubt[] } | { refusal: NoAgenda };

/**
 * Reads a knowledge agenda's own text: themes, kernvragen and deelvragen, as docs/agenda-text.md says. The same text
 * and the same choices always give the same tree, so a preview needs no storing.
 */
export function importAgenda(raw: string, choices: Choices = {}): Imported {
  const refused = refusesText(raw);
  if (refused) return { refusal: refused };
  const text = cleaned(raw);
  const reading = linesOf(text);
  const sections = sectionsOf(reading);
  if (sections.length === 0) return { refusal: 'NO_KERNVRAGEN' };
  if (sections.every(({ heading }) => heading === null)) return { refusal: 'NO_THEMES' };
  if (sections.length > 26) return { refusal: 'TOO_MANY' };
  const doubts = new Doubts(choices);
  const reader = { reading, doubts, bullet: bulletOf(reading), notes: noteNumbers(reading), vocabulary: vocabularyOf(reading.lines) };
  const themes = themesOf(sections, reader);
  const tooMuch = refusesTree(themes);
  if (tooMuch) return { refusal: tooMuch };
  const period = periodOf(text);
  if (!period) doubts.ask('PERIOD_MISSING', 1, null, '', ['']);
  return { agenda: { period, themes }, doubts: doubts.found.toSorted((one, other) => one.line - other.line) };
}
