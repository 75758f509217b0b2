import type { Confidentiality, Level } from '@kenniskamer/shared/level';
import type { OutcomeKind } from '@kenniskamer/shared/outcome';

/** A line of a demonstration's note; with a kind it is an outcome. `due` in days from today, `owner` counts through those who were there. */
export interface SceneLine {
  text: string;
  kind?: OutcomeKind;
  questions?: string[];
  owner?: number;
  due?: number;
  done?: boolean;
}

export interface Scene {
  title: string;
  goal: string;
  /** Working days from today; below zero is past. Null is a draft without a day. */
  day: number | null;
  start: string;
  end: string;
  place: string;
  level: Level;
  confidentiality: Confidentiality;
  questions: string[];
  items: { title: string; minutes: number; speaker?: string; questions: string[]; lines: SceneLine[] }[];
  /** How far it went. LIVE goes on while the demonstration starts: its day and clocks follow from that moment. */
  until: 'DRAFT' | 'SENT' | 'LIVE' | 'ENDED' | 'FINAL';
  /** How many of the level are asked. */
  people: number;
  /** Points from the room, each with how many support it. */
  points?: { text: string; author?: number; supports: number }[];
}

/** What a demonstration shows: invented throughout, about the agenda's own questions, relative to the day it starts. */
export const scenes: Scene[] = [
  {
    title: 'Afhankelijk van grote techbedrijven',
    goal: 'Welke diensten van de overheid kunnen we zelf in de hand houden, en wat kost dat?',
    day: null,
    start: '09:30',
    end: '11:00',
    place: '',
    level: 'SPECIALIST',
    confidentiality: 'OPEN',
    questions: ['C3.3', 'C3.8'],
    items: [{ title: 'Welkom en wat we al weten', minutes: 15, questions: ['C3.3'], lines: [] }],
    until: 'DRAFT',
    people: 8,
  },
  {
    title: 'Uitvoeringskracht van gemeenten',
    goal: 'Wat kunnen gemeenten erbij hebben, en waar moet het Rijk eerst iets afhalen?',
    day: -9,
    start: '10:00',
    end: '11:30',
    place: 'Het Lokaal, zaal 1.03',
    level: 'DIRECTOR',
    confidentiality: 'OPEN',
    questions: ['A3.1', 'A3.2'],
    items: [
      {
        title: 'Waar loopt de uitvoering vast?',
        minutes: 40,
        questions: ['A3.1'],
        lines: [
          { text: 'Drie gemeenten laten zien hoeveel regelingen er dit jaar bij kwamen.' },
          { text: 'Kleine gemeenten missen vooral mensen die vergunningen kunnen beoordelen.', kind: 'INSIGHT', questions: ['A3.1'] },
          { text: 'Niemand weet hoeveel uren een nieuwe regeling een gemeente kost.', kind: 'WHITE_SPOT', questions: ['A3.1', 'A3.2'] },
        ],
      },
      {
        title: 'Wat spreken we af?',
        minutes: 50,
        questions: ['A3.2'],
        lines: [
          { text: 'Elke nieuwe regeling krijgt een toets op uren, samen met drie gemeenten.', kind: 'DECISION', questions: ['A3.2'] },
          { text: 'Maak een overzicht van regelingen die dit jaar bij gemeenten kwamen.', kind: 'ACTION', questions: ['A3.1'], owner: 0, due: -3 },
          { text: 'Vraag de gemeenten Lindeveen en Hoogkade om mee te rekenen.', kind: 'ACTION', questions: ['A3.2'], owner: 1, due: 2 },
          { text: 'Zoek uit welk deel van de uren uit rapportages komt.', kind: 'ACTION', questions: ['A3.1'] },
          { text: 'Stuur de cijfers van vorig jaar rond.', kind: 'ACTION', questions: ['A3.1'], owner: 2, due: -5, done: true },
        ],
      },
    ],
    until: 'ENDED',
    people: 10,
  },
  {
    title: 'Rijk en gemeenten: wie rekent mee?',
    goal: 'Hoe rekenen Rijk en gemeenten vooraf samen uit wat een regeling kost?',
    day: 0,
    start: '',
    end: '',
    place: 'De Werkplaats, zaal 2.14',
    level: 'DIRECTOR',
    confidentiality: 'OPEN',
    questions: ['A3.1', 'A3.2'],
    items: [
      {
        title: 'Welkom en wat we al weten',
        minutes: 10,
        questions: [],
        lines: [{ text: 'De toets op uren uit de vorige kenniskamer is bij drie gemeenten uitgeprobeerd.' }],
      },
      {
        title: 'Drie gemeenten over hun uren',
        minutes: 30,
        speaker: 'Ilse Dijkgraaf, gemeente Lindeveen',
        questions: ['A3.1'],
        lines: [
          { text: 'Lindeveen telt per regeling de uren van de eerste aanvraag tot het besluit.' },
          { text: 'De meeste uren gaan naar vragen over wat er precies is bedoeld.', kind: 'INSIGHT', questions: ['A3.1'] },
          { text: 'Niemand weet hoeveel uren een aanvraag de inwoner zelf kost.', kind: 'WHITE_SPOT', questions: ['A3.1'] },
        ],
      },
      { title: 'Wat rekenen we voortaan samen uit?', minutes: 30, questions: ['A3.2'], lines: [{ text: 'Elke nieuwe regeling krijgt één rekenblad, voor Rijk en gemeente hetzelfde.', kind: 'DECISION', questions: ['A3.2'] }] },
      { title: 'Afspraken', minutes: 20, questions: ['A3.2'], lines: [] },
    ],
    until: 'LIVE',
    people: 12,
    points: [
      { text: 'Waarom rekent een inwoner niet mee?', author: 1, supports: 6 },
      { text: 'Geldt dit ook voor Saba en Sint-Eustatius?', supports: 3 },
    ],
  },
  {
    title: 'Wonen en bouwen in 2050',
    goal: 'Welke keuzes van nu leggen 2050 vast?',
    day: -24,
    start: '13:00',
    end: '14:30',
    place: 'De Werkplaats, zaal 2.14',
    level: 'SPECIALIST',
    confidentiality: 'OPEN',
    questions: ['B3.1', 'B3.2'],
    items: [
      {
        title: 'Drie scenario’s naast elkaar',
        minutes: 45,
        speaker: 'dr. Saskia Vonk, Planbureau Delta',
        questions: ['B3.1'],
        lines: [
          { text: 'Vergrijzing vraagt meer om verbouwen dan om bouwen.', kind: 'INSIGHT', questions: ['B3.1'] },
          { text: 'Over verhuizen op hoge leeftijd zijn geen cijfers per regio.', kind: 'WHITE_SPOT', questions: ['B3.1'] },
        ],
      },
      {
        title: 'Wat nemen we mee naar de nota?',
        minutes: 45,
        questions: ['B3.2'],
        lines: [
          { text: 'Splitsen van woningen krijgt een eigen hoofdstuk.', kind: 'DECISION', questions: ['B3.2'] },
          { text: 'Reken uit hoeveel woningen gesplitst kunnen worden in de vier grootste regio’s.', kind: 'ACTION', questions: ['B3.2'], owner: 0, due: 12 },
        ],
      },
    ],
    until: 'FINAL',
    people: 8,
  },
  {
    title: 'Vertrouwen in de overheid',
    goal: 'Wat kost vertrouwen, en wat brengt het terug?',
    day: -38,
    start: '15:00',
    end: '16:30',
    place: 'Het Lokaal, zaal 1.03',
    level: 'DIRECTOR',
    confidentiality: 'CHATHAM_HOUSE',
    questions: ['C1.1', 'C1.2'],
    items: [
      {
        title: 'Openhartig gesprek',
        minutes: 90,
        questions: ['C1.1', 'C1.2'],
        lines: [
          { text: 'Een fout toegeven kost minder vertrouwen dan zwijgen.', kind: 'INSIGHT', questions: ['C1.1'] },
          { text: 'We weten niet welke excuses werken.', kind: 'WHITE_SPOT', questions: ['C1.2'] },
          { text: 'Schrijf een werkwijze voor het toegeven van fouten.', kind: 'ACTION', questions: ['C1.1'], owner: 1, due: -1 },
        ],
      },
    ],
    until: 'FINAL',
    people: 9,
  },
  {
    title: 'Scenario’s voor een onrustig jaar',
    goal: 'Welke besluiten moeten klaarliggen?',
    day: -52,
    start: '09:00',
    end: '10:30',
    place: 'Zaal 0.01',
    level: 'DG',
    confidentiality: 'CONFIDENTIAL',
    questions: ['C2.1'],
    items: [
      {
        title: 'Wat ligt er klaar?',
        minutes: 90,
        questions: ['C2.1'],
        lines: [
          { text: 'De lijst met besluiten wordt elk half jaar nagelopen.', kind: 'DECISION', questions: ['C2.1'] },
          { text: 'Loop de lijst na met de veiligheidsregio’s.', kind: 'ACTION', questions: ['C2.1'], owner: 0, due: 20 },
        ],
      },
    ],
    until: 'FINAL',
    people: 4,
  },
  {
    title: 'Rijksregie door de ogen van burgers',
    goal: 'Waar roept rijksregie weerstand op, en welke regels kunnen we zelf schrappen? We kiezen twee proeven voor volgend jaar.',
    day: 7,
    start: '13:30',
    end: '15:00',
    place: 'De Werkplaats, zaal 2.14',
    level: 'DIRECTOR',
    confidentiality: 'OPEN',
    questions: ['A1.3', 'A1.2'],
    items: [
      { title: 'Welkom en wat we al weten', minutes: 10, questions: [], lines: [] },
      { title: 'Sturen of regelen: wat zeggen burgers?', minutes: 30, speaker: 'prof. Chidi Okafor, Universiteit Merwestad', questions: ['A1.3'], lines: [] },
      { title: 'Drie bedrijven over de stapeling van regels', minutes: 30, questions: ['A1.3', 'A1.2'], lines: [] },
      { title: 'Twee proeven kiezen', minutes: 20, questions: ['A1.2'], lines: [] },
    ],
    until: 'SENT',
    people: 14,
  },
];
