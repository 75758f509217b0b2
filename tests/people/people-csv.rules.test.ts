import { planImport, type Known } from '../../server/src/features/people/people-csv-plan.rules.js';
import { readPeople } from '../../server/src/features/people/people-csv.rules.js';
import { describe, expect, test } from 'vitest';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const codes = (rows: ReturnType<typeof readPeople>) => rows.map(({ row, issues }) => [row, issues.map(({ path, code }) => `${path.join('.')} ${code}`)]);

describe('reading a list', () => {
  test('commas, semicolons and tabs; headings in Dutch and English; columns in any order', () => {
    const expected = [{ row: 2, name: 'Noor El-Amrani', email: 'noor@example.nl', unit: 'BZK', position: 'directeur', level: 'DIRECTOR', issues: [] }];
    expect(readPeople(utf8('name,email,unit,position,level\nNoor El-Amrani,Noor@Example.nl,BZK,directeur,DIRECTOR\n'))).toEqual(expected);
    expect(readPeople(utf8('E-mail;Naam;Niveau;Functie;Onderdeel\r\nnoor@example.nl; Noor El-Amrani ;Directeur;directeur;BZK\r\n\r\n'))).toEqual(expected);
    expect(readPeople(utf8('naam\temail\tonderdeel\tfunctie\tniveau\nNoor El-Amrani\tnoor@example.nl\tBZK\tdirecteur\tdirector'))).toEqual(expected);
  });

  test('Windows-1252, a byte order mark and UTF-16 give the same letters', () => {
    const text = 'naam;email\nZoë Müller – ’t Hart;zoe@example.nl';
    const windows = Buffer.from(text.replaceAll('–', '\x96').replaceAll('’', '\x92'), 'latin1');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const bytes of [utf8(text), utf8(`\uFEFF${text}`), windows, utf16]) expect(readPeople(bytes)[0]).toMatchObject({ name: 'Zoë Müller – ’t Hart', issues: [] });
  });

  test('what is wrong is told at its row and column', () => {
    const rows = readPeople(
      utf8(
        [
          'naam;email;onderdeel;functie;niveau',
          `${'a'.repeat(300)};lang@example.nl;;;`,
          ';leeg@example.nl;;;',
          'Geen Adres;geen-adres;;;',
          'Zonder;;;;',
          '=cmd|\' /C calc\'!A0;formule@example.nl;;;',
          '@SUM(1);at@example.nl;;+functie;',
          'Dubbel;dubbel@example.nl;;;',
          'Dubbel;DUBBEL@example.nl;;;',
          'Niveau;niveau@example.nl;BZK;;baas',
          'Functie;functie@example.nl;;directeur;',
          'Meer;meer@example.nl;BZK;directeur;DG;te veel',
        ].join('\n'),
      ),
    );
    expect(codes(rows)).toEqual([
      [2, ['name TOO_LONG']],
      [3, ['name REQUIRED']],
      [4, ['email NOT_AN_ADDRESS']],
      [5, ['email REQUIRED']],
      [6, ['name FORMULA']],
      [7, ['name FORMULA', 'position FORMULA', 'unit POSITION_NEEDS_UNIT']],
      [8, []],
      [9, ['email DOUBLE_ROW']],
      [10, ['level UNKNOWN_LEVEL']],
      [11, ['unit POSITION_NEEDS_UNIT']],
      [12, ['name TOO_MANY_CELLS']],
    ]);
  });

  test('emoji, right-to-left and apostrophes are names; quotes hold separators and line breaks', () => {
    const rows = readPeople(utf8('naam,email\n"’t Hart, Anna ""Ans""",ans@example.nl\n"נועה 🌷",noa@example.nl\n"Twee\nregels",twee@example.nl'));
    expect(rows.map(({ name, issues }) => [name, issues])).toEqual([['’t Hart, Anna "Ans"', []], ['נועה 🌷', []], ['Twee regels', []]]);
  });

  test.for([
    ['', 'CSV_UNREADABLE'],
    ['hallo', 'CSV_UNREADABLE'],
    ['naam,email\n', 'CSV_UNREADABLE'],
    ['naam,email\n"open,iemand@example.nl', 'CSV_UNREADABLE'],
    ['PK\u0003\u0004\u0000\u0000 een spreadsheet', 'CSV_UNREADABLE'],
    [`naam,email\n${'a,b@example.nl\n'.repeat(5001)}`, 'TOO_LARGE'],
  ] as const)('%j is no list of people', ([text, code]) => {
    expect(() => readPeople(utf8(text))).toThrow(code);
  });
});

describe('what an import would do', () => {
  const known: Known = {
    units: [{ id: 'u1', code: 'BZK', name: 'Binnenlandse Zaken' }, { id: 'u2', code: 'WON', name: 'Wonen' }, { id: 'u3', code: 'WON2', name: 'Wonen' }],
    positions: [{ id: 'p1', unitId: 'u1', title: 'Directeur', level: 'DIRECTOR' }],
    people: [{ id: 'a', email: 'anna@example.nl', name: 'Anna', unitId: 'u1', leftOn: null, holdings: [{ id: 'h1', positionId: 'p1', fromOn: null }] }],
  };
  const plan = (...lines: string[]) => planImport(readPeople(utf8(['naam,email,onderdeel,functie,niveau', ...lines].join('\n'))), known);

  test('nothing, for who is as the list says; columns left empty change nothing', () => {
    expect(plan('Anna,anna@example.nl,bzk,directeur,DIRECTOR').rows[0]).toMatchObject({ act: 'SAME', changes: [], takes: null });
    expect(plan('Anna,anna@example.nl,,,').rows[0]).toMatchObject({ act: 'SAME', changes: [] });
  });

  test('a new position comes instead of the one they hold', () => {
    const { rows, positions } = plan('Anna,anna@example.nl,BZK,directeur-generaal,DG', 'Ben,ben@example.nl,BZK,directeur-generaal,');
    expect(positions).toMatchObject([{ unitId: 'u1', title: 'directeur-generaal', level: 'DG', isNew: true }]);
    expect(rows).toMatchObject([
      { act: 'CHANGE', takes: positions[0]?.id, endedHoldings: [{ id: 'h1' }] },
      { act: 'CREATE', takes: positions[0]?.id, endedHoldings: [] },
    ]);
  });

  test('units that are unknown, or that several have the name of, are told; so are two levels for one position', () => {
    const { rows } = plan('Ben,ben@example.nl,Nergens,,', 'Cas,cas@example.nl,wonen,,', 'Dirk,dirk@example.nl,BZK,adviseur,DG', 'Els,els@example.nl,BZK,Adviseur,SPECIALIST');
    expect(rows.map(({ issues }) => issues.map(({ code }) => code))).toEqual([['UNKNOWN_UNIT'], ['SEVERAL_UNITS'], [], ['LEVELS_DIFFER']]);
  });
});
