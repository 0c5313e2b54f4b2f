"""Calendars in and out: shifts as a feed, rotas from files, addresses and the schedules of other tools.

`feed.py` writes, `ics_import.py` reads an .ics file, `fetching.py` gets one from an address; `pagerduty.py` and
`opsgenie.py` read what those export. Knows the domain and nothing else of ours.
"""

from bot.calendars import opsgenie, pagerduty
from bot.calendars.feed import Entry, calendar_of
from bot.calendars.fetching import fetch
from bot.calendars.ics_import import Imported, read_ics
from bot.calendars.imported_rota import ImportedRota
from bot.calendars.places import CannotFetch

__all__ = [
    "CannotFetch",
    "Entry",
    "Imported",
    "ImportedRota",
    "calendar_of",
    "fetch",
    "opsgenie",
    "pagerduty",
    "read_ics",
]
