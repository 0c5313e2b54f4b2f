"""A hotel whose tier 1 takes turns, as its duty manager would write it, for the tests of what the file says."""

from __future__ import annotations

from bot.site_file import read
from domain.site import Directory

HOTEL = """\
people:
  dana:
    name: Dana
    slack: U0DANA
    away: [{from: 2026-08-01, to: 2026-08-15}]
    days_off: [sun]
  kim:
    name: Kim
    slack: U0KIM
    days_off:
      - days: [sat, sun]
      - from: 2026-05-01
        days: [mon-wed]
  lea:
    name: Lea
    slack: U0LEA
  omar:
    name: Omar
    slack: U0OMAR
  mia:
    name: Mia
    left: yes
sites:
  hotel:
    name: Harbour Hotel
    zone: Europe/Berlin
    phone: "+49 30 5550199"
    emergency_number: 112
    opening_hours: [mon-fri 07:00-23:00, sat-sun 08:00-22:00]
    closed: [2026-12-26, 2026-12-25]
    tier_1: [dana, kim, lea]
    last_resort: [lea]
    rotas:
      tier_1:
        holds_from: 2026-02-02 09:00
        layers:
          - name: Fixed
            people: [lea]
          - name: Days
            people: [dana, kim]
            turn: 1 week
            handoff: 09:00
            starts: 2026-03-02
            hours: [mon-fri 06:00-22:00, sat 22:00-06:00]
            only_when_open: yes
          - name: Split week
            people: [kim, lea]
            turn: [fri 18:00, mon 09:00]
            starts: 2026-03-02
            hours: [sun]
          - name: Imported
            source: https://rota.example/hotel.ics
            shifts:
              - 2026-03-20 18:00 to 2026-03-21 09:00 dana
        overrides:
          - stand_in: omar
            instead_of: dana
            from: 2026-03-20 18:00
            to: 2026-03-21 09:00Z
            note: Dentist.
          - add: kim
            from: 2026-03-21
            to: 2026-03-22
          - remove: dana
            from: 2026-10-25 02:30
            to: 2026-10-25 02:30+01:00
        history:
          - layers:
              - name: Nights
                people: [mia, dana]
                turn: 12 hours
                handoff: 20:00
                starts: 2025-01-01
"""


def the(text: str = HOTEL) -> Directory:
    """What a file without mistakes says."""
    parsed = read(text)
    assert parsed.directory is not None, [mistake.sentence for mistake in parsed.mistakes]
    return parsed.directory


def changed(*pairs: tuple[str, str]) -> Directory:
    """What the hotel's file says with each first text replaced by the second."""
    return the(edited(*pairs))


def edited(*pairs: tuple[str, str]) -> str:
    """The hotel's file with each first text replaced by the second; each must be in it."""
    text = HOTEL
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
