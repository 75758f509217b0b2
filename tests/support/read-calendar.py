"""Reads an .ics from standard input with Debian's icalendar, and says what it found as JSON: a second reader."""
import json
import sys
from datetime import timezone

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
events = list(calendar.walk("VEVENT"))
event = events[0]
attendees = event.get("ATTENDEE", [])
attendees = attendees if isinstance(attendees, list) else [attendees]


def instant(name):
    return event.decoded(name).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


json.dump(
    {
        "method": str(calendar["METHOD"]),
        "zones": [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")],
        "zone": event["DTSTART"].params["TZID"],
        "wall": event.decoded("DTSTART").strftime("%H:%M"),
        "events": len(events),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "summary": str(event["SUMMARY"]),
        "location": str(event["LOCATION"]) if "LOCATION" in event else None,
        "description": str(event["DESCRIPTION"]),
        "url": str(event["URL"]),
        "status": str(event["STATUS"]),
        "start": instant("DTSTART"),
        "end": instant("DTEND"),
        "stamp": instant("DTSTAMP"),
        "organiser": [str(event["ORGANIZER"]), event["ORGANIZER"].params.get("CN")],
        "attendees": [[str(one), dict(one.params)] for one in attendees],
    },
    sys.stdout,
)
