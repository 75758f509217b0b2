import ICAL from 'ical.js';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What one reader makes of an .ics. */
export interface ReadCalendar {
  method: string;
  zones: string[];
  zone: string;
  /** The clock on the wall at the start. */
  wall: string;
  events: number;
  uid: string;
  sequence: number;
  summary: string;
  location: string | null;
  description: string;
  url: string;
  status: string;
  start: string;
  end: string;
  stamp: string;
  organiser: [string, string];
  attendees: [string, Record<string, string>][];
}

/** Read by ical.js, which knows no time zones but those in the file. */
export function readCalendar(ics: string): ReadCalendar {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  ICAL.TimezoneService.reset();
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone));
  const events = calendar.getAllSubcomponents('vevent');
  const [vevent] = events;
  if (!vevent) throw new Error('no VEVENT');
  const event = new ICAL.Event(vevent, { exceptions: [] });
  const zone = text(vevent.getFirstProperty('dtstart')?.getFirstParameter('tzid'));
  const timezone = zones.find(({ tzid }) => tzid === zone);
  if (!timezone) throw new Error(`no VTIMEZONE called ${zone}`);
  const instant = (time: ICAL.Time, within: ICAL.Timezone) => {
    const placed = time.clone();
    placed.zone = within;
    return placed.toJSDate().toISOString().replace('.000', '');
  };
  const stamp = vevent.getFirstPropertyValue('dtstamp');
  if (!(stamp instanceof ICAL.Time)) throw new Error('no DTSTAMP');
  const organiser = vevent.getFirstProperty('organizer');
  return {
    method: text(calendar.getFirstPropertyValue('method')),
    zones: zones.map(({ tzid }) => tzid),
    zone,
    wall: `${String(event.startDate.hour).padStart(2, '0')}:${String(event.startDate.minute).padStart(2, '0')}`,
    events: events.length,
    uid: event.uid,
    sequence: Number(vevent.getFirstPropertyValue('sequence')),
    summary: event.summary,
    location: vevent.hasProperty('location') ? event.location : null,
    description: event.description,
    url: text(vevent.getFirstPropertyValue('url')),
    status: text(vevent.getFirstPropertyValue('status')),
    start: instant(event.startDate, timezone),
    end: instant(event.endDate, timezone),
    stamp: stamp.toJSDate().toISOString().replace('.000', ''),
    organiser: [text(organiser?.getFirstValue()), text(organiser?.getFirstParameter('cn'))],
    attendees: event.attendees.map((one) => [
      text(one.getFirstValue()),
      Object.fromEntries(['role', 'cutype', 'partstat', 'rsvp', 'cn'].map((name) => [name.toUpperCase(), one.getFirstParameter(name)])),
    ]),
  };
}

const Read = z.custom<ReadCalendar>((value) => typeof value === 'object' && value !== null);

/** Read by Debian's python3-icalendar. */
export function readByPython(ics: string, timeZone?: string): ReadCalendar {
  const reader = fileURLToPath(new URL('./read-calendar.py', import.meta.url));
  const { stdout, stderr, status } = spawnSync('/usr/bin/python3', [reader], { input: ics, env: { ...process.env, ...(timeZone ? { TZ: timeZone } : {}) } });
  if (status !== 0) throw new Error(`the second reader: ${String(stderr)}`);
  return Read.parse(JSON.parse(String(stdout)));
}

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new Error(`not a text: ${JSON.stringify(value)}`);
  return value;
};
