import { captureKeysIn, combinationOf, defaultCaptureKeys, kindPressed, refusesKeys } from '@kenniskamer/shared/capture-keys';
import { linkTyped } from '@kenniskamer/shared/note';
import { dueIn, spokenDay } from '@kenniskamer/shared/spoken-day';
import { describe, expect, test } from 'vitest';

/** A Tuesday. */
const today = '2026-11-24';

describe('a day as somebody says it', () => {
  test.each([
    ['12 mei', '2027-05-12'],
    ['3 december 2026', '2026-12-03'],
    ['1e maart', '2027-03-01'],
    ['18 jan.', '2027-01-18'],
    ['12-5', '2027-05-12'],
    ['12/5/27', '2027-05-12'],
    ['24 november', '2026-11-24'],
    ['29 februari', '2028-02-29'],
    ['vandaag', '2026-11-24'],
    ['morgen', '2026-11-25'],
    ['overmorgen', '2026-11-26'],
    ['vrijdag', '2026-11-27'],
    ['dinsdag', '2026-12-01'],
    ['aanstaande maandag', '2026-11-30'],
    ['volgende week', '2026-12-04'],
    ['eind van de maand', '2026-11-30'],
    ['12 May', '2027-05-12'],
    ['Friday', '2026-11-27'],
    ['tomorrow', '2026-11-25'],
  ])('%s', (said, day) => {
    expect(spokenDay(said, today)).toBe(day);
  });

  test.each(['31 juni', '12-13', '3 december 2025', '12 personen', 'morgenavond laat', 'de proef', '0-5', '12-5-3000-1', ''])('no day: %s', (said) => {
    expect(spokenDay(said, today)).toBeNull();
  });

  test('next week ends on its Friday, on a Monday and on a Sunday as well', () => {
    expect([spokenDay('volgende week', '2026-11-23'), spokenDay('volgende week', '2026-11-29'), spokenDay('volgende week', '2026-11-30')]).toEqual(['2026-12-04', '2026-12-04', '2026-12-11']);
  });

  test('what follows on voor or uiterlijk is when it is due', () => {
    expect(dueIn('Twee gemeenten vragen voor de proef. @Noor voor 18 januari.', today)).toBe('2027-01-18');
    expect(dueIn('Uiterlijk op vrijdag naar de Kamer', today)).toBe('2026-11-27');
    expect(dueIn('In de proef van 12 mei bleek iets', today)).toBeNull();
    expect(dueIn('Bijvoorbeeld de bestuurder 3 december', today)).toBeNull();
  });
});

describe('keys that capture', () => {
  const pressed = (code: string, held: string, graph = false) => ({
    code,
    ctrlKey: held.includes('Ctrl'),
    altKey: held.includes('Alt'),
    shiftKey: held.includes('Shift'),
    metaKey: held.includes('Meta'),
    getModifierState: (key: string) => graph && key === 'AltGraph',
  });

  test('are Ctrl, Alt and the letter, and none while AltGr is down', () => {
    expect(kindPressed(defaultCaptureKeys, pressed('KeyA', 'Ctrl Alt'))).toBe('ACTION');
    expect(kindPressed(defaultCaptureKeys, pressed('KeyA', 'Ctrl Alt', true))).toBeNull();
    expect(kindPressed(defaultCaptureKeys, pressed('KeyA', 'Ctrl Alt Shift'))).toBeNull();
    expect(kindPressed(defaultCaptureKeys, pressed('KeyA', 'Alt'))).toBeNull();
    expect(combinationOf(pressed('KeyA', 'Ctrl Alt', true))).toBeNull();
  });

  test('can be others, but not those of another act and not those that type', () => {
    expect(refusesKeys(defaultCaptureKeys, 'ACTION', pressed('KeyB', 'Ctrl Alt'))).toEqual({ why: 'TAKEN', by: 'DECISION' });
    expect(refusesKeys(defaultCaptureKeys, 'ACTION', pressed('KeyA', 'Ctrl Alt'))).toBeNull();
    expect(refusesKeys(defaultCaptureKeys, 'ACTION', pressed('KeyQ', 'Alt Shift'))).toBeNull();
    expect(refusesKeys(defaultCaptureKeys, 'ACTION', pressed('KeyQ', 'Ctrl Alt', true))).toEqual({ why: 'ALT_GRAPH' });
    for (const strange of [pressed('KeyQ', 'Ctrl'), pressed('KeyQ', ''), pressed('Digit2', 'Ctrl Alt'), pressed('KeyQ', 'Ctrl Alt Meta')]) {
      expect(refusesKeys(defaultCaptureKeys, 'ACTION', strange)).toEqual({ why: 'NO_COMBINATION' });
    }
  });

  test('what a browser kept is four different combinations, or not used', () => {
    const mine = { ...defaultCaptureKeys, ACTION: 'Alt+Shift+KeyQ' };
    expect(captureKeysIn(JSON.stringify(mine))).toEqual(mine);
    for (const broken of [null, '', '{', '[]', JSON.stringify({ ...mine, DECISION: 'Alt+Shift+KeyQ' }), JSON.stringify({ ...mine, INSIGHT: 'KeyI' })]) {
      expect(captureKeysIn(broken)).toEqual(defaultCaptureKeys);
    }
  });
});

describe('the address of a link, as somebody types it', () => {
  test.each([
    ['https://example.nl/a?b=c', 'https://example.nl/a?b=c'],
    [' www.example.nl ', 'https://www.example.nl'],
    ['example.nl:8080/a', 'https://example.nl:8080/a'],
    ['wie@example.nl', 'mailto:wie@example.nl'],
    ['mailto:wie@example.nl', 'mailto:wie@example.nl'],
    ['javascript:alert(1)', null],
    ['JavaScript:alert("a.b")', null],
    ['data:text/html,<b>a.b</b>', null],
    ['twee woorden.nl', null],
    ['zomaar', null],
    ['', null],
    [`https://example.nl/${'a'.repeat(2000)}`, null],
  ])('%s', (typed, address) => {
    expect(linkTyped(typed)).toBe(address);
  });
});
