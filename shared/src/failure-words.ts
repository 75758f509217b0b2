import type { Language } from './basics.js';
import { say, type Sentence, type Values } from './words.js';
import type { Failure, FailureCode, Issue } from './failure.js';

type Both = { nl: Sentence; en: Sentence };

/** What a user reads for each refusal: what happened and what to do next. */
export const failureWords: Record<FailureCode, Both> = {
  INVALID_INPUT: { nl: 'Niet alles is goed ingevuld. Kijk bij de velden wat er nog moet.', en: 'Not everything is filled in correctly. See at each field what is needed.' },
  BAD_CURSOR: { nl: 'Deze lijst kan hier niet verder. Begin opnieuw bovenaan.', en: 'This list cannot go on from here. Start again at the top.' },
  SIGN_IN_NEEDED: { nl: 'Meld u aan om verder te gaan.', en: 'Sign in to go on.' },
  LINK_NOT_VALID: { nl: 'Deze link werkt niet meer. Vraag een nieuwe aan.', en: 'This link no longer works. Ask for a new one.' },
  NOT_ALLOWED: { nl: 'Dit kunt u niet doen. Vraag het de organisator of een beheerder.', en: 'You cannot do this. Ask the organiser or an administrator.' },
  WRONG_ORIGIN: { nl: 'Dit verzoek komt niet van onze eigen pagina. Open de pagina opnieuw en probeer het nog eens.', en: 'This request does not come from our own page. Open the page again and retry.' },
  NOT_FOUND: { nl: 'Deze pagina is er niet, of is niet voor u. Vraag de organisator om een nieuwe uitnodiging.', en: 'This page does not exist, or is not for you. Ask the organiser for a new invitation.' },
  METHOD_NOT_ALLOWED: { nl: 'Dit kan hier niet.', en: 'This is not possible here.' },
  CHANGED_MEANWHILE: { nl: 'Iemand anders heeft dit net gewijzigd. Wat u typte, staat er nog. Kijk wat er veranderde en bewaar opnieuw.', en: 'Someone else has just changed this. What you typed is still here. See what changed and save again.' },
  TOO_LARGE: { nl: 'Dit is te groot om te bewaren. Maak het korter of kies een kleiner bestand.', en: 'This is too large to keep. Make it shorter or choose a smaller file.' },
  UNSUPPORTED_TYPE: { nl: 'Dit soort bestand kunnen we niet lezen.', en: 'We cannot read this type of file.' },
  TOO_MANY: { nl: 'Dit is te vaak gedaan in korte tijd. Wacht een paar minuten en probeer het opnieuw.', en: 'This was done too often in a short time. Wait a few minutes and try again.' },
  UNEXPECTED: { nl: 'Dit ging mis bij ons. Uw gegevens zijn veilig. Probeer het opnieuw, of geef de code door aan een beheerder.', en: 'This went wrong on our side. Your data is safe. Try again, or give the code to an administrator.' },
  UNAVAILABLE: { nl: 'Kenniskamer is even niet bereikbaar. Probeer het zo opnieuw.', en: 'Kenniskamer is briefly unavailable. Try again in a moment.' },
  OFFLINE: { nl: 'Er is geen verbinding. Wat u typte, staat er nog. Probeer het opnieuw als u weer verbinding hebt.', en: 'There is no connection. What you typed is still here. Try again when you are back online.' },
  NO_AGENDA: { nl: 'In dit bestand vinden we geen kennisagenda.', en: 'We find no knowledge agenda in this file.' },
  EDITION_ADOPTED: { nl: 'Deze editie is vastgesteld en kan niet meer veranderen.', en: 'This edition has been adopted and can no longer change.' },
  EDITION_EXISTS: { nl: 'Voor dat jaar is er al een editie. Kies een ander jaar.', en: 'There is already an edition for that year. Choose another year.' },
  DOUBTS_OPEN: { nl: 'Er staan nog twijfels open. Los die eerst op.', en: 'There are doubts left. Settle them first.' },
  ADDRESS_TAKEN: { nl: 'Dit e-mailadres is al van iemand anders.', en: 'This email address already belongs to someone else.' },
  LAST_ADMINISTRATOR: { nl: 'Dit is de laatste beheerder. Maak eerst iemand anders beheerder.', en: 'This is the last administrator. Make someone else administrator first.' },
  UNIT_IN_USE: { nl: 'Bij dit onderdeel horen nog mensen, vragen of andere onderdelen. Verplaats die eerst.', en: 'People, questions or other units still belong to this unit. Move them first.' },
  UNIT_CYCLE: { nl: 'Een onderdeel kan niet onder zichzelf vallen. Kies een ander.', en: 'A unit cannot be part of itself. Choose another one.' },
  POSITION_HELD: { nl: 'Deze functie is nog van iemand. Beëindig dat eerst.', en: 'Someone still holds this position. End that first.' },
  PERSON_LEFT: { nl: 'Deze persoon is vertrokken. Zet die eerst terug.', en: 'This person has left. Put them back first.' },
  CSV_UNREADABLE: { nl: 'Dit bestand kunnen we niet lezen als lijst. Bewaar het als CSV en probeer het opnieuw.', en: 'We cannot read this file as a list. Save it as CSV and try again.' },
  CSV_HAS_ERRORS: { nl: 'In het bestand staan nog fouten. Er is niets bewaard.', en: 'There are errors in the file. Nothing has been saved.' },
  ENDS_BEFORE_START: { nl: 'Vul een eindtijd in die na de begintijd ligt.', en: 'Fill in an end that is after the start.' },
  TIME_DOES_NOT_EXIST: { nl: 'Deze tijd bestaat niet: die nacht gaat de klok vooruit. Kies een andere tijd.', en: 'This time does not exist: the clock goes forward that night. Choose another time.' },
  NOT_READY_TO_SEND: { nl: 'De kenniskamer is nog niet klaar om te versturen.', en: 'The session is not ready to send yet.' },
  NOBODY_TO_INVITE: { nl: 'Er staat nog niemand op de lijst. Kies eerst wie u uitnodigt.', en: 'There is nobody on the list yet. First choose whom you invite.' },
  AUDIENCE_CHANGED: { nl: 'De groep is intussen veranderd. Er is niets verstuurd. Kijk wie erbij kwam of wegging en verstuur opnieuw.', en: 'The group has changed meanwhile. Nothing was sent. See who was added or removed and send again.' },
  SESSION_CANCELLED: { nl: 'Deze kenniskamer gaat niet door.', en: 'This session has been cancelled.' },
  SESSION_ENDED: { nl: 'Deze kenniskamer is al afgesloten.', en: 'This session has already ended.' },
  SESSION_NOT_ENDED: { nl: 'Rond de kenniskamer eerst af: bevestig wie er was.', en: 'End the session first: confirm who was there.' },
  SESSION_NOT_STARTED: { nl: 'De kenniskamer is nog niet begonnen.', en: 'The session has not started yet.' },
  SESSION_SENT: { nl: 'De uitnodigingen zijn al verstuurd.', en: 'The invitations have already been sent.' },
  SESSION_NOT_SENT: { nl: 'De uitnodigingen zijn nog niet verstuurd.', en: 'The invitations have not been sent yet.' },
  LAST_ORGANISER: { nl: 'Dit is de laatste organisator. Voeg eerst iemand anders toe.', en: 'This is the last organiser. Add someone else first.' },
  INVITATION_CLOSED: { nl: 'Op deze uitnodiging kunt u niet meer antwoorden.', en: 'You can no longer reply to this invitation.' },
  UNDO_NEWER_FIRST: { nl: 'Daarna is hetzelfde nog een keer gewijzigd. Maak eerst die wijziging ongedaan.', en: 'The same was changed again since. Undo that change first.' },
  UNDO_TOO_LATE: { nl: 'De mails zijn al verstuurd. Ongedaan maken kan niet meer.', en: 'The mails have been sent. This can no longer be undone.' },
  NOTE_LOCKED: { nl: 'Het verslag is definitief. De tekst kan niet meer veranderen.', en: 'The note is final. Its text can no longer change.' },
  NOT_AN_UPDATE: { nl: 'Deze wijziging kon niet worden gelezen. Uw tekst staat er nog: kopieer hem en laad de pagina opnieuw.', en: 'This change could not be read. Your text is still here: copy it and reload the page.' },
  NOTE_TOO_LONG: {
    nl: 'Dit verslag is vol: er kan niets meer bij. Schrijf verder in een eigen document en deel dat met de organisator.',
    en: 'This note is full: it takes no more. Go on in a document of your own and share it with the organiser.',
  },
  NOTE_FULL: { nl: 'Dit is te veel tekst in één keer. Deel het op.', en: 'This is too much text at once. Split it up.' },
  OUT_OF_STEP: { nl: 'Uw verslag loopt niet gelijk met dat op de server. Het wordt opnieuw opgehaald.', en: 'Your note is out of step with the server. It is being fetched again.' },
  SCHEMA_TOO_OLD: { nl: 'Er is een nieuwe versie van deze pagina. Laad de pagina opnieuw om te schrijven.', en: 'There is a new version of this page. Reload it to write.' },
  NOT_AN_ACTION: { nl: 'Deze regel is geen actie meer.', en: 'This line is no longer an action.' },
  OWNER_NOT_PRESENT: { nl: 'Een actie uit een vertrouwelijke kenniskamer kan alleen van iemand uit die kenniskamer zijn.', en: 'An action of a confidential session can only be owned by one of its people.' },
  CLOCK_MOVED: { nl: 'Iemand anders heeft de klok net verzet. Kijk wat er nu loopt.', en: 'Someone else has just moved the clock. See what runs now.' },
  NOTHING_RUNS: { nl: 'Er loopt nu geen onderdeel. Start eerst een onderdeel.', en: 'No item runs now. Start an item first.' },
  NO_LONGER: { nl: 'Langer kan dit onderdeel niet duren. Ga verder met het volgende.', en: 'This item cannot take any longer. Go on with the next one.' },
  POINT_TAKEN: { nl: 'Dit punt staat al in het verslag.', en: 'This point is in the note already.' },
  POINTS_FULL: { nl: 'De lijst met punten is vol. Steun een punt dat er al staat, of zet het in het verslag.', en: 'The list of points is full. Support one that is there, or put it in the note.' },
  ACTION_WITHOUT_OWNER: { nl: 'Deze actie heeft nog geen eigenaar. Kies eerst iemand.', en: 'This action has no owner yet. First choose someone.' },
  ACTION_CLOSED: { nl: 'Deze actie is al klaar of vervallen.', en: 'This action is already done or dropped.' },
  SESSION_FINAL: { nl: 'Deze kenniskamer is definitief.', en: 'This session is final.' },
  SESSION_NOT_FINAL: { nl: 'Het verslag is nog niet definitief.', en: 'The report is not final yet.' },
};

/** What a user reads at one field. */
const issueWords = {
  REQUIRED: { nl: 'Vul dit in.', en: 'Fill this in.' },
  TOO_LONG: { nl: 'Maak dit korter: hooguit {max} tekens.', en: 'Make this shorter: at most {max} characters.' },
  TOO_LARGE: { nl: 'Kies hooguit {max}.', en: 'Choose at most {max}.' },
  TOO_SMALL: { nl: 'Kies ten minste {min}.', en: 'Choose at least {min}.' },
  NOT_VALID: { nl: 'Dit kunnen we niet lezen. Controleer wat u hebt ingevuld.', en: 'We cannot read this. Check what you filled in.' },
  UNKNOWN_FIELD: { nl: 'Dit veld kennen we niet.', en: 'We do not know this field.' },
  NOT_AN_ADDRESS: { nl: 'Vul een volledig e-mailadres in, zoals naam@voorbeeld.nl.', en: 'Fill in a complete email address, such as name@example.org.' },
  FILE_TOO_LARGE: { nl: 'Dit bestand is te groot. Kies een tekstbestand van hooguit 1,4 MB.', en: 'This file is too large. Choose a text file of at most 1.4 MB.' },
  NOT_A_YEAR: { nl: 'Vul een jaar in, zoals 2026.', en: 'Fill in a year, such as 2026.' },
  YEAR_OUT_OF_PERIOD: { nl: 'Kies een jaar van {from} tot en met {to}: dat is de looptijd van deze agenda.', en: 'Choose a year from {from} to {to}: that is what this agenda covers.' },
  YEAR_TAKEN: { nl: 'Voor dit jaar is er al een editie. Kies een ander jaar, of verwijder eerst het concept.', en: 'There is already an edition for this year. Choose another year, or drop the draft first.' },
  NO_AGENDA_EMPTY: { nl: 'Het bestand is leeg. Kies het bestand met de tekst van de agenda.', en: 'The file is empty. Choose the file with the text of the agenda.' },
  NO_AGENDA_TOO_LONG: { nl: 'De tekst is te lang voor een kennisagenda: hooguit 2 miljoen tekens.', en: 'The text is too long for a knowledge agenda: at most 2 million characters.' },
  NO_AGENDA_PDF: { nl: 'Dit is een pdf. Kopieer de tekst uit de pdf en plak die hier, of bewaar hem als tekstbestand.', en: 'This is a PDF. Copy its text and paste it here, or save it as a text file.' },
  NO_AGENDA_OFFICE: { nl: 'Dit is een Word- of ander Office-bestand. Bewaar het als tekst (.txt) en kies dat bestand.', en: 'This is a Word or other Office file. Save it as text (.txt) and choose that file.' },
  NO_AGENDA_BINARY: { nl: 'Dit is geen tekstbestand. Kies een bestand met gewone tekst.', en: 'This is not a text file. Choose a file with plain text.' },
  NO_AGENDA_NO_KERNVRAGEN: { nl: 'We vinden nergens een lijst onder het kopje ‘Kernvragen’ (1., 2., …).', en: 'We find no list under a heading ‘Kernvragen’ (1., 2., …).' },
  NO_AGENDA_NO_THEMES: { nl: 'We vinden geen thema’s: koppen als ‘A - Titel van het thema’ boven een lijst kernvragen.', en: 'We find no themes: headings such as ‘A - Title of the theme’ above a list of kernvragen.' },
  NO_AGENDA_NO_DEELVRAGEN: { nl: 'We vinden geen deelvragen: regels met een opsommingsteken onder de titel van een kernvraag.', en: 'We find no deelvragen: lines with a bullet under the title of a kernvraag.' },
  NO_AGENDA_QUESTION_TOO_LONG: { nl: 'Er is een vraag langer dan 4.000 tekens, of een titel langer dan 300. Kijk of de tekst compleet is.', en: 'A question is longer than 4,000 characters, or a title longer than 300. See whether the text is complete.' },
  NO_AGENDA_TOO_MANY: { nl: 'Dit zijn te veel thema’s of vragen voor een kennisagenda.', en: 'These are too many themes or questions for a knowledge agenda.' },
  LEADS_NOWHERE: { nl: 'Vul een webadres of e-mailadres in. Bijvoorbeeld www.example.nl.', en: 'Fill in a web address or an email address. For instance www.example.nl.' },
  NOT_A_LINK: { nl: 'Vul een volledig webadres in, dat begint met https://.', en: 'Fill in a complete web address that starts with https://.' },
  NOT_A_TIME: { nl: 'Vul een tijd in, zoals 13.30.', en: 'Fill in a time, such as 13:30.' },
  DAY_OUT_OF_RANGE: { nl: 'Kies een datum tussen 1900 en 2200.', en: 'Choose a date between 1900 and 2200.' },
  ENDS_BEFORE_START: { nl: 'Vul een eindtijd in die na {start} uur ligt.', en: 'Fill in an end time after {start}.' },
  TIME_DOES_NOT_EXIST: { nl: 'Deze tijd bestaat niet: die nacht gaat de klok vooruit. Kies een andere tijd.', en: 'This time does not exist: the clock goes forward that night. Choose another time.' },
  IN_THE_PAST: { nl: 'Deze tijd is al voorbij. Kies een later moment.', en: 'This time has passed. Choose a later one.' },
  FIXED_SINCE_START: { nl: 'Dit ligt vast sinds de kenniskamer begon.', en: 'This is fixed since the session started.' },
  HAS_LEFT: { nl: 'Deze persoon werkt hier niet meer. Kies iemand anders.', en: 'This person has left. Choose someone else.' },
  ADDRESS_TAKEN: { nl: 'Dit e-mailadres is al van iemand anders.', en: 'This email address already belongs to someone else.' },
  NOT_A_CODE: { nl: 'Gebruik alleen letters, cijfers, punt, schuine streep, & en koppelteken.', en: 'Use only letters, digits, dot, slash, & and hyphen.' },
  UNIT_CYCLE: { nl: 'Een onderdeel kan niet onder zichzelf vallen. Kies een ander.', en: 'A unit cannot be part of itself. Choose another one.' },
  POSITION_EXISTS: { nl: 'Deze functie is er al bij dit onderdeel.', en: 'This unit already has this position.' },
  COORDINATOR_HAS_UNIT: { nl: 'Kies het onderdeel waarvoor iemand coördinator is.', en: 'Choose the unit that someone coordinates.' },
  FORMULA: { nl: 'Dit begint met = + - of @. Een rekenblad leest dat als formule. Haal het teken weg.', en: 'This begins with = + - or @, which a spreadsheet reads as a formula. Remove the sign.' },
  UNKNOWN_LEVEL: { nl: 'Dit niveau kennen we niet. Kies DG, directeur of specialist.', en: 'We do not know this level. Choose DG, director or specialist.' },
  UNKNOWN_UNIT: { nl: 'Dit onderdeel kennen we niet. Gebruik de code of de hele naam.', en: 'We do not know this unit. Use its code or full name.' },
  SEVERAL_UNITS: { nl: 'Er zijn meer onderdelen met deze naam. Gebruik de code.', en: 'Several units have this name. Use the code.' },
  POSITION_NEEDS_UNIT: { nl: 'Vul ook het onderdeel in waar deze functie bij hoort.', en: 'Also fill in the unit that this position belongs to.' },
  DOUBLE_ROW: { nl: 'Dit adres staat ook in rij {row}. Laat er één staan.', en: 'This address is also in row {row}. Keep one of them.' },
  LEVELS_DIFFER: { nl: 'Bij dezelfde functie staat in rij {row} een ander niveau.', en: 'Row {row} gives this position another level.' },
  TOO_MANY_CELLS: { nl: 'Deze rij heeft meer kolommen dan de kop. Zet tekst met een komma of puntkomma tussen aanhalingstekens.', en: 'This row has more columns than the heading. Put text with a comma or semicolon in quotes.' },
  CODE_TAKEN: { nl: 'Deze code is al in gebruik.', en: 'This code is already in use.' },
  NOT_FOUND: { nl: 'Dit bestaat niet meer. Kies iets anders.', en: 'This no longer exists. Choose something else.' },
  OWNER_NOT_PRESENT: { nl: 'Kies iemand uit deze kenniskamer: hij is vertrouwelijk.', en: 'Choose someone of this session: it is confidential.' },
} satisfies Record<string, Both>;
export type IssueCode = keyof typeof issueWords;

/** The sentence of a refusal, in the user's language. */
export const failureSentence = (failure: Failure, language: Language): string =>
  say({ nl: { it: failureWords[failure.code].nl }, en: { it: failureWords[failure.code].en } }, language, 'it', plain(failure.details.values));

/** The sentence at one field. An unknown code falls back to "we cannot read this". */
export function issueSentence(issue: Issue, language: Language): string {
  const known = issue.code in issueWords ? (issue.code as IssueCode) : 'NOT_VALID';
  return say({ nl: { it: issueWords[known].nl }, en: { it: issueWords[known].en } }, language, 'it', issue.values);
}

function plain(values: Record<string, unknown> = {}): Values {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number'),
  );
}
