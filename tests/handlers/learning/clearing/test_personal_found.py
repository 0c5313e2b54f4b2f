"""What says who somebody was is found as people of several countries write it (domain.md d.4, e.6)."""

from __future__ import annotations

import pytest

from handlers.learning.clearing import Known, personal_in, rid_of
from handlers.learning.clearing.numbers import region_of

PEOPLE = ("Mia Sommer", "Jon", "Dana Marie Wolkenstein-Oberhuber", "Renée Dubois", "Will Marsh", "Jo")

PHONES = [
    ("DE", "Ruf 030 901820 an", "Ruf [number] an"),
    ("DE", "Handy 0151 23456789.", "Handy [number]."),
    ("DE", "call +49 (0)30 901820 now", "call [number] now"),
    ("GB", "ring 020 7946 0958 or 07700 900123", "ring [number] or [number]"),
    ("US", "call (212) 555-0187 back", "call [number] back"),
    ("US", "her cell is 212-555-0187", "her cell is [number]"),
    ("FR", "le 01 42 68 53 00 merci", "le [number] merci"),
    ("ES", "llame al 912 345 678", "llame al [number]"),
    ("IT", "chiamare 06 6982 1234", "chiamare [number]"),
    ("NL", "bel 020 624 1111", "bel [number]"),
    ("CH", "Telefon 044 668 18 00", "Telefon [number]"),
    ("PL", "telefon 22 621 03 61", "telefon [number]"),
    ("IN", "on 098765 43210 all day", "on [number] all day"),
    ("AU", "phone 0412 345 678", "phone [number]"),
    ("JP", "tel 03-3224-5000", "tel [number]"),
    ("", "abroad: +34 912 345 678", "abroad: [number]"),
    ("", "local one 0421 55501 99", "local one [number]"),
]
MARKS = [
    ("mail jo.bloggs+till@mail.example.co.uk!", "mail [e-mail]!"),
    ("paid with 4111 1111 1111 1111 today", "paid with [card] today"),
    ("paid with 5500-0000-0000-0004", "paid with [card]"),
    ("to DE89 3704 0044 0532 0130 00 was refunded", "to [account] was refunded"),
    ("GB82WEST12345698765432", "[account]"),
    ("the guest of room 214 came", "the guest of [room] came"),
    ("Zimmer Nr. 12a ist laut", "[room] ist laut"),
    ("chambre 305, habitación 7, camera 21", "[room], [room], [room]"),
    ("Apt. #4B is next door", "[room] is next door"),
    ("plate B-XY 1234 parked", "plate [plate] parked"),
    ("an AB12 CDE and an AB-123-CD", "an [plate] and an [plate]"),
    ("el coche 1234 BCD", "el coche [plate]"),
    ("licence plate is 7ABC123", "licence plate is [plate]"),
    ("registration: XYZ 987", "registration: [plate]"),
    ("aged 43, a 17-year-old, 62 years old", "[age], a [age], [age]"),
    ("employee no. 4711 and order number A-20931", "employee no. [number] and order number [number]"),
    ("the code 8841203 was wrong", "the code [number] was wrong"),
    ("SSN 078-05-1120", "SSN [number]"),
]
NAMES = [
    ("Mia gave Jon's key away", "[name] gave [name] key away"),
    ("MIA and mia sommer", "[name]"),
    ("told Renée Dubois", "told [name]"),
    ("told Rene\u0301e", "told [name]"),
    ("Will asked, he will come", "[name] asked, he will come"),
    ("Wolkenstein-Oberhuber came", "[name] came"),
    ("Mr. Bean and Frau von Müller", "Mr. [name] and Frau [name]"),
    ("Mme Dupont, Señora García", "Mme [name], Señora [name]"),
]
NOBODY = [
    "A second till from noon to two, and a sign at the door.",
    "On 14.03.2026 at 15:10 the queue had 12 people, 3 of them with 2 bags.",
    "Refund of 49,90 or 1,250.00 after 30 days, 10-15 % off.",
    "The 2nd till, tills 3 and 4, 24/7, 5 min, 100 000 visitors a year.",
    "We will mark it jointly; dr is a drawer; miss it.",
    "No. 1 rule: no refund without receipt",
    "9am-5pm, 2026-03-14, 1/2 price, size 38-40, 3.5 kg",
]


@pytest.mark.parametrize(("region", "text", "rid"), PHONES)
def test_phone_numbers_of_many_countries(region: str, text: str, rid: str) -> None:
    """Local ones where the site is, international ones anywhere."""
    assert rid_of(text, Known(region=region)) == rid


@pytest.mark.parametrize(("text", "rid"), MARKS)
def test_cards_accounts_rooms_plates_and_the_like(text: str, rid: str) -> None:
    """Checked by their check digits where they have any, else by how they are written."""
    assert rid_of(text, Known(PEOPLE, "DE")) == rid


@pytest.mark.parametrize(("text", "rid"), NAMES)
def test_names_of_people_we_know_and_of_whoever_has_a_title(text: str, rid: str) -> None:
    """A word that is no name stays: "will" is not Will."""
    assert rid_of(text, Known(PEOPLE, "DE")) == rid


@pytest.mark.parametrize("region", ["DE", "GB", "US", "FR", ""])
@pytest.mark.parametrize("text", NOBODY)
def test_what_says_who_nobody_was_stays_as_it_is(text: str, region: str) -> None:
    """Prices, times, days and sizes are what the lesson is about."""
    assert personal_in(text, Known(PEOPLE, region)) == ()


def test_positions_are_those_of_the_text() -> None:
    """Each piece once; of two that overlap the longer one."""
    text = "Ask Mia Sommer, mia@harbour.example"
    assert [text[one.start : one.end] for one in personal_in(text, Known(PEOPLE))] == [
        "Mia Sommer",
        "mia@harbour.example",
    ]


@pytest.mark.parametrize(
    ("phone", "zone", "region"),
    [
        ("+49 30 5550199", "Europe/Vienna", "DE"),
        ("030 199", "Europe/Berlin", "DE"),
        ("555", "America/New_York", "US"),
        ("", "Europe/London", "GB"),
        ("none", "UTC", ""),
    ],
)
def test_a_site_says_whose_local_numbers_are_meant(phone: str, zone: str, region: str) -> None:
    """Its phone number where it names its country, else its time zone."""
    assert region_of(phone, zone) == region


def test_long_texts_of_anything_end_soon() -> None:
    """Whatever is typed, the answer is out in time (three thousand characters at most)."""
    for hostile in ("0" * 3000, "0 " * 1500, "a@" * 1500, "AB-" * 1000, "room " * 600, "+(" * 1500, "DE89 " * 600):
        assert isinstance(rid_of(hostile, Known(PEOPLE, "DE")), str)
