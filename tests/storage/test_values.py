"""What one version writes, the next and the last can read; and what anybody types can be kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from domain.escalation import fold
from domain.escalation.inputs import Say
from domain.learning.settings import SHIPPED_SETTINGS, Keeping, LearningSettings
from domain.note import ListEntry, Note
from domain.page import Kind
from domain.site import Directory, Site
from domain.timeline import Entry, EscalationRaised
from storage import values
from storage.column_types import clean, in_utc, iso
from storage.database import Database
from storage.tables import EscalationRow, TimelineRow
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, call, change, keep_raised, look, message, page, raised, write

_NAIVE = AT.replace(tzinfo=None)
HOSTILE = "a\0b \ud800 \udc00 \U0001f642 ‮rtl \\u0000 " + "x" * 40_000


@given(st.datetimes(_NAIVE.replace(year=1900), _NAIVE.replace(year=2200), timezones=st.timezones()))
def test_instants_sort_as_text_as_they_do_in_time(at: datetime) -> None:
    """SQLite compares text: 27 characters of UTC, whatever the zone it came in."""
    assert len(iso(in_utc(at))) == 27
    assert datetime.fromisoformat(iso(in_utc(at))) == at.astimezone(UTC)
    assert (iso(in_utc(at)) < iso(AT)) == (at.astimezone(UTC) < AT)


def test_an_instant_comes_back_in_utc_and_a_naive_one_never_gets_in(store: SqlStore) -> None:
    """Offsets are understood, microseconds kept, and an instant without its offset is a bug."""
    raised(store)
    there = datetime(2026, 3, 1, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=10, minutes=30)))
    write(store, lambda unit: unit.escalations.rearm("e1", there))
    found = look(store, lambda unit: unit.escalations.next_due_at())
    assert found == there
    assert found is not None
    assert found.tzinfo is UTC
    with pytest.raises(Exception, match="without its offset"):
        write(store, lambda unit: unit.escalations.rearm("e1", there.replace(tzinfo=None)))


@given(st.text(st.characters(exclude_categories=())))
def test_cleaned_text_can_always_be_encoded_and_good_text_stays(text: str) -> None:
    """F15: no NUL, no lone surrogate, and nothing else is touched."""
    cleaned = clean(text)
    cleaned.encode()
    assert "\0" not in cleaned
    assert clean(cleaned) == cleaned


def test_hostile_text_is_recorded_on_both_stores(store: SqlStore) -> None:
    """F15: cleaned and kept, wherever it stands, also where it is only asked for."""
    keep_raised(store, call(words=HOSTILE, by=HOSTILE, place_id=HOSTILE), key=HOSTILE)
    change(store, "e1", Say("ana", HOSTILE))
    write(store, lambda unit: unit.messages.add([page(kind=Kind.TOLD, detail={"words": HOSTILE})]))
    write(store, lambda unit: unit.notes.keep(Note("e1", texts={"change": HOSTILE}), AT))
    with store.read() as unit:
        e = unit.escalations.by_intake(HOSTILE)
        assert e == fold(unit.escalations.timeline("e1"))
        assert e is not None
        note = unit.notes.get("e1")
        assert note is not None
        kept = (e.words[0], message(store, "m:e1:0").detail["words"], note.texts["change"], e.raiser_id)
        for text in kept:
            assert text.startswith("ab � � \U0001f642 ‮rtl \\u0000 xxx")


def test_what_a_newer_version_wrote_is_read_by_this_one(store: SqlStore, database: Database) -> None:
    """F73: unknown keys are ignored, missing ones have their default, an unknown entry keeps its instant and actor."""
    e = raised(store)
    body = {**json.loads(values.escalation_body(e)), "colour": "red"}
    del body["warnings"]
    policy = {**json.loads(values.policy_text(e.policy)), "patience": 3}
    with database.engine(database.work).begin() as connection:
        connection.execute(update(EscalationRow).values(body=json.dumps(body), policy=json.dumps(policy)))
        connection.execute(update(TimelineRow).where(TimelineRow.seq == 2).values(kind="Sung", body='{"song": "la"}'))
    with store.read() as unit:
        assert unit.escalations.get("e1") == e
        first, second, *_ = unit.escalations.timeline("e1")
    assert isinstance(first, EscalationRaised)
    assert second == Entry(AT)


def test_a_frozen_policy_is_read_back_to_the_last_second() -> None:
    """Its own text, since thousands of escalations share it."""
    policy = replace(call().escalation.policy, far_eta=timedelta(seconds=90.5))
    assert values.policy_of(values.policy_text(policy)) == policy


def test_what_a_site_sets_about_notes_comes_back_from_both_stores(store: SqlStore) -> None:
    """Its own pick-lists, the hour of its digest, how long it keeps texts, and its language."""
    lists = {
        "trigger": (ListEntry("wait-or-queue", "Queue at the bar"), ListEntry("robbery", "Robbery", retired=True)),
        "rule": (ListEntry("no-refund", "Keine Erstattung ohne Bon 🧾"),),
    }
    settings = LearningSettings(False, 4, time(7, 45), "eve", Keeping(upset=30, abusive=100, safety=2000, stub_after=1))
    site = Site("shop", "Shop", "Europe/Berlin", "1", "112", note_lists=lists, learning=settings, language="de")
    plain = Site("depot", "Depot", "Europe/Berlin", "1", "112")
    write(store, lambda unit: unit.people.apply(Directory(0, (site, plain))))
    assert look(store, lambda unit: unit.people.directory()).sites == (site, plain)


def test_a_site_that_the_version_before_kept_learns_with_the_shipped_settings() -> None:
    """F73: it has no lists of its own, is in English, and what a later version adds to the settings is left out."""
    site = Site("shop", "Shop", "Europe/Berlin", "1", "112")
    body = json.loads(values.site_body(site))
    for newer in ("note_lists", "learning", "language"):
        del body[newer]
    assert values.site_of(json.dumps(body)) == site
    body["learning"] = {"digest_day": 2, "keeping": {"upset": 30}, "yearly": True}
    settings = replace(SHIPPED_SETTINGS, digest_day=2, keeping=replace(SHIPPED_SETTINGS.keeping, upset=30))
    assert values.site_of(json.dumps(body)) == replace(site, learning=settings)
