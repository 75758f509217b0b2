export const TIMEZONE = 'Europe/Amsterdam';

/**
 * Written out here: timezones-ical-library answers Europe/Amsterdam with a VTIMEZONE called Europe/Brussels, and a TZID
 * must have one of exactly its name. The rule is that of the European Union since 1996 (directive 2000/84/EC).
 */
const amsterdam = `BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
X-LIC-LOCATION:Europe/Amsterdam
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`;

export function timezoneOf(name: string): string {
  if (name !== TIMEZONE) throw new Error(`no VTIMEZONE of ${name}`);
  return amsterdam;
}
