import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalAttendeeType, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { DateTime } from 'luxon';
import { oneLine } from '../mail/mail.rules.js';
import { TIMEZONE, timezoneOf } from './timezone.js';

export interface Appointment {
  /** PUBLISH: a file to put in a calendar oneself, with nobody to answer (RFC 5546 §3.2.1: no ATTENDEE). */
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  /** The same as long as the invitation lives: calendars know the appointment by it. */
  uid: string;
  sequence: number;
  summary: string;
  startsAt: Date;
  endsAt: Date;
  location: string | null;
  description: string;
  /** The receiver's own page. */
  url: string;
  organiser: { name: string; address: string };
  /** The one person this is for. There is no way to give another. */
  attendee: { name: string; address: string; partstat: 'NEEDS_ACTION' | 'ACCEPTED' | 'TENTATIVE' | 'DECLINED' };
  stamp: Date;
}

const partstats = {
  NEEDS_ACTION: ICalAttendeeStatus.NEEDSACTION,
  ACCEPTED: ICalAttendeeStatus.ACCEPTED,
  TENTATIVE: ICalAttendeeStatus.TENTATIVE,
  DECLINED: ICalAttendeeStatus.DECLINED,
};

/**
 * One appointment for one person as an .ics (RFC 5545, 5546). RSVP=FALSE: answers come by the link in the mail.
 *
 * ical-generator writes a native Date in the server's own clock under the TZID, hence the luxon values; and a calendar
 * with a named time zone loses the Z of DTSTAMP, hence `name: null`.
 */
export function icsOf(appointment: Appointment): string {
  const { method, organiser, attendee } = appointment;
  const calendar = ical({
    prodId: '//Kenniskamer//Kenniskamer//NL',
    scale: 'GREGORIAN',
    method: ICalCalendarMethod[method],
    timezone: { name: null, generator: timezoneOf },
  });
  calendar.createEvent({
    id: appointment.uid,
    sequence: appointment.sequence,
    stamp: DateTime.fromJSDate(appointment.stamp, { zone: 'utc' }),
    start: zoned(appointment.startsAt),
    end: zoned(appointment.endsAt),
    timezone: TIMEZONE,
    summary: oneLine(written(appointment.summary)),
    description: { plain: written(appointment.description) },
    location: appointment.location ? { title: written(appointment.location) } : null,
    url: appointment.url,
    organizer: { name: nameOf(organiser), email: organiser.address },
    attendees: method === 'PUBLISH' ? [] : [attendeeOf(attendee)],
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
  });
  return `${calendar.toString()}\r\n`;
}

const attendeeOf = (attendee: Appointment['attendee']) => ({
  name: nameOf(attendee),
  email: attendee.address,
  role: ICalAttendeeRole.REQ,
  type: ICalAttendeeType.INDIVIDUAL,
  status: partstats[attendee.partstat],
  rsvp: false,
});

/** The start and end of late: they are the same for a thousand invitees, and a zone's offset is costly to find. */
const lately = new Map<number, DateTime>();

function zoned(instant: Date): DateTime {
  const at = instant.getTime();
  const known = lately.get(at);
  if (known) return known;
  const made = DateTime.fromJSDate(instant, { zone: TIMEZONE });
  if (lately.size >= 20) lately.clear();
  lately.set(at, made);
  return made;
}

/** Without control characters but line breaks: some readers end a line at them, and half a surrogate pair is no UTF-8. */
const written = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\p{Cc}]/gu, (character) => (character === '\n' ? character : ' '));

/** A quote in CN becomes ^' (RFC 6868), which Outlook prints; so does a caret. They are left out. */
const nameOf = ({ name, address }: { name: string; address: string }): string => oneLine(written(name)).replace(/["^]/g, '').trim() || address;
