import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isAbout, none, Tracer } from '../../server/src/features/reports/traces.rules.js';

const zoe = { id: randomUUID(), name: 'Zoë van den Boogaard-Ouazzani', addresses: ['zoe@example.nl', 'Zoe.Prive@voorbeeld.nl'] };
const jan = { id: randomUUID(), name: 'Bos', addresses: [] };
const wit = { id: randomUUID(), name: 'Sanne de Wit', addresses: [] };
const tracer = new Tracer([zoe, jan, wit], [3_141_592_653, 7]);
const inText = (text: string) => {
  const counts = none();
  tracer.inText(text, counts);
  return counts;
};
const inValue = (value: unknown) => {
  const counts = none();
  for (const _ of tracer.inValue(value, counts)) continue;
  return counts;
};

describe('a trace', () => {
  test('is a full name in whole words, whatever capitals and accents; part of one is none', () => {
    expect(inText('Dat zei ZOE VAN DEN BOOGAARD OUAZZANI; en Sanne de  Wit ook.').NAME).toBe(2);
    expect(inText('Het bos is wit. Sanne kwam, De Wit niet; Sanne de Witte evenmin. Boogaard.').NAME).toBe(0);
    expect(inText('Volgens Bos is het bos te klein.').NAME).toBe(1);
  });

  test('is an address as a whole, and then its words are no name as well', () => {
    expect(inText('mail ZOE@example.nl, <zoe.prive@voorbeeld.nl>. Niet aan zoe@example.nl.fout of anzoe@example.nl')).toEqual({ ...none(), ADDRESS: 2 });
  });

  test('is a client id that is known, or any that is named so; other numbers are none', () => {
    expect(inText('3141592653 is er een, 31415926531 niet, 7 ook niet; clientId: 12 wel, en client 12 niet').CLIENT).toBe(2);
    expect(inValue({ clientID: 12, seq: 12, deep: [{ of: 3_141_592_653 }] }).CLIENT).toBe(2);
  });

  test('is found in keys, however deep, and in text that is cut where its marks change', () => {
    expect(inValue({ [wit.id]: { a: [[`x ${wit.id.toUpperCase()}`]] } }).ID).toBe(2);
    expect(inValue([{ runs: [{ text: 'Sanne ' }, { text: 'de Wit', bold: true }] }, { text: [{ insert: 'San' }, { insert: 'ne de Wit', attributes: { mention: { id: wit.id } } }] }])).toEqual({ ...none(), NAME: 2, ID: 1 });
    let deep: unknown = 'Sanne de Wit';
    for (let at = 0; at < 20_000; at++) deep = [deep];
    expect(inValue(deep).NAME).toBe(1);
  });
});

test('a line of the log is about a note when it says its id, or when the live room says it', () => {
  expect(isAbout(`{"path":"/api/v1/sessions/${wit.id}/note"}`, [wit.id])).toBe(true);
  expect(isAbout('{"about":"notes","msg":"x"}', [wit.id])).toBe(true);
  expect(isAbout(`{"about":"outbox","msg":"mail to ${zoe.id}"}`, [wit.id])).toBe(false);
});
