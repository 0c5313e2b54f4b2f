"""A file that is applied holds from now on: what was true before stays true (issue 3, part 1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings

from bot.site_file import differences, read, with_past, write
from domain.edits.refused import Refused
from domain.oncall import shifts
from domain.policy import Group
from domain.rota import Rota
from domain.site import Directory
from tests.bot.site_file.drawn import GROUPS, ONE_SITE, instants
from tests.bot.site_file.hotel import HOTEL, changed, edited, the

NOW = datetime(2026, 3, 20, 20, tzinfo=UTC)
YEAR, MONTH = timedelta(days=365), timedelta(days=30)
LATER = NOW + timedelta(days=3)


def held(
    directory: Directory, start: datetime, end: datetime, tier: Group = Group.TIER_1
) -> list[tuple[datetime, datetime, str | None]]:
    """Who holds a tier of the first site, from when until when."""
    found = shifts(directory.tier(directory.sites[0], tier), start, end)
    return [(shift.start, shift.end, shift.person_id) for shift in found]


ROTAS = HOTEL[HOTEL.index("    rotas:\n") :]
OVERRIDES = ROTAS[ROTAS.index("        overrides") : ROTAS.index("        history")]
OVER = "          - add: lea\n            from: 2026-03-02\n            to: 2026-03-04\n"
EDITS = {
    "another order": ("people: [dana, kim]\n            turn", "people: [kim, dana]\n            turn"),
    "a layer less": (ROTAS[ROTAS.index("          - name: Split") : ROTAS.index("          - name: Imported")], ""),
    "no rota any more": (ROTAS, ""),
    "only overrides": (ROTAS, ROTAS[: ROTAS.index("        holds")] + OVERRIDES),
    "another history": ("people: [mia, dana]", "people: [dana]"),
    "an override that runs has another person": ("stand_in: omar", "stand_in: lea"),
    "an override that runs is gone": (ROTAS[ROTAS.index("          - stand_in") : ROTAS.index("          - add")], ""),
    "an override that was": ("        history:", OVER + "        history:"),
    "longer hours": ("mon-fri 07:00-23:00", "mon-fri 05:00-23:00"),
    "no hours": (HOTEL[HOTEL.index("    opening_hours") : HOTEL.index("    tier_1")], ""),
    "no days off": ("    days_off: [sun]\n", ""),
    "days off that begin with the file": ("    slack: U0LEA\n", "    slack: U0LEA\n    days_off: [fri]\n"),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_no_edit_of_a_file_moves_a_shift_that_was_held(edit: tuple[str, str]) -> None:
    """The year before is as it was; the year after is as the file says; the same file again changes nothing."""
    before, said = the(), the(edited(edit))
    after = with_past(before, said, NOW)
    assert held(after, NOW - YEAR, NOW) == held(before, NOW - YEAR, NOW)
    assert held(after, NOW, NOW + YEAR) == held(said, NOW, NOW + YEAR)
    assert with_past(after, said, LATER) == after
    assert read(write(after)).directory == after


@settings(max_examples=20, deadline=None)
@given(ONE_SITE, ONE_SITE, instants)
def test_whatever_two_files_say_the_past_stays_and_the_future_is_the_new_one(
    before: Directory, said: Directory, at: datetime
) -> None:
    """In every tier of a site that stays, unless its zone would move what was held, which is refused."""
    zones = zip(said.sites, before.sites, strict=True)
    said = replace(said, sites=tuple(replace(new, zone=old.zone) for new, old in zones))
    after = with_past(before, said, at)
    for tier in GROUPS:
        # Where no rota has begun, a list of people is only that, and has no past.
        if before.sites[0].rotas.get(tier, Rota()).layers_at(at):
            assert held(after, at - MONTH, at, tier) == held(before, at - MONTH, at, tier)
        assert held(after, at, at + MONTH, tier) == held(said, at, at + MONTH, tier)
    assert differences(after, with_past(after, said, at + MONTH)) == []


def test_a_site_and_a_person_that_are_new_bring_their_past_along() -> None:
    """As on an empty database: nothing is known that could move."""
    assert with_past(Directory(0), the(), NOW) == the()
    kiosk = replace(the().sites[0], id="kiosk", name="Kiosk")
    both = replace(the(), sites=(the().sites[0], kiosk))
    assert with_past(the(), both, NOW) == both


def test_the_same_file_is_no_change() -> None:
    """To the last id."""
    assert with_past(the(), the(), NOW) == the()


def test_a_tier_that_gets_a_rota_was_held_in_the_order_of_its_people() -> None:
    """From now on it is as the file says, also where the file says "always"."""
    plain = changed((ROTAS, ""), ("left: yes", "slack: U0MIA"))
    after = with_past(plain, changed(("        holds_from: 2026-02-02 09:00\n", ""), history_gone()), NOW)
    assert [one.holds_from for one in after.sites[0].rotas[Group.TIER_1].revisions][1:] == [NOW]
    assert held(after, NOW - YEAR, NOW) == held(plain, NOW - YEAR, NOW)


def history_gone() -> tuple[str, str]:
    """Without the history."""
    return HOTEL[HOTEL.index("        history:") :], ""


def test_a_rota_that_has_not_begun_goes_without_a_trace() -> None:
    """Nothing was ever held by it."""
    planned = with_past(changed((ROTAS, "")), the(), NOW)
    assert with_past(planned, changed((ROTAS, "")), LATER).sites[0].rotas[Group.TIER_1] != Rota()
    future = replace(the().sites[0].rotas[Group.TIER_1].revisions[1], holds_from=LATER)
    soon = replace(the(), sites=(replace(the().sites[0], rotas={Group.TIER_1: Rota((future,))}),))
    assert with_past(soon, changed((ROTAS, "")), NOW).sites[0].rotas == {}


def test_an_override_that_is_cut_keeps_its_id_and_what_follows_has_another() -> None:
    """Omar stood in until now, Lea from now on; both are in the rota."""
    after = with_past(the(), changed(("stand_in: omar", "stand_in: lea")), NOW)
    was, now, *_ = sorted(after.sites[0].rotas[Group.TIER_1].overrides, key=lambda one: (one.end, one.start))
    assert (was.person_id, was.end, now.person_id, now.start) == ("omar", NOW, "lea", NOW)
    assert was.id == the().sites[0].rotas[Group.TIER_1].overrides[0].id != now.id


def test_an_override_that_only_gets_longer_is_cut_and_goes_on_under_another_id() -> None:
    """The same words with another end: the id it was given is not taken twice."""
    pinned = changed(("- stand_in: omar", "- id: night\n            stand_in: omar"))
    longer = changed(
        ("- stand_in: omar", "- id: night\n            stand_in: omar"), ("2026-03-21 09:00Z", "2026-03-22")
    )
    after = with_past(pinned, longer, NOW)
    assert len({one.id for one in after.sites[0].rotas[Group.TIER_1].overrides}) == 4
    assert read(write(after)).directory == after


def test_whoever_leaves_the_file_stays_known_where_they_were_named() -> None:
    """Dana goes; her shifts until now are hers, by name, and nothing calls her any more."""
    gone = changed(
        (HOTEL[HOTEL.index("  dana:\n") : HOTEL.index("  kim:\n")], ""),
        ("[dana, kim, lea]", "[kim, lea]"),
        ("[dana, kim]", "[kim]"),
        ("[mia, dana]", "[mia]"),
        (ROTAS[ROTAS.index("          - name: Imported") : ROTAS.index("        overrides:")], ""),
        ("            instead_of: dana\n", ""),
        (ROTAS[ROTAS.index("          - remove: dana") : ROTAS.index("        history:")], ""),
    )
    after = with_past(the(), gone, NOW)
    dana = after.person("dana")
    assert dana is not None
    assert (dana.name, dana.user_id, dana.reachable) == ("Dana", "", False)
    assert held(after, NOW - YEAR, NOW) == held(the(), NOW - YEAR, NOW)
    assert "dana" not in [person for _, _, person in held(after, NOW, NOW + YEAR)]
    assert "Dana leaves; what was still names them." in differences(the(), after)
    assert read(write(after)).directory == after
    assert with_past(after, gone, LATER) == after


def test_another_zone_is_refused_where_it_would_move_what_was_held() -> None:
    """The hotel did not change places; a new site is what is meant."""
    with pytest.raises(Refused, match="held in Europe/Berlin"):
        with_past(the(), changed(("Europe/Berlin", "Europe/Athens")), NOW)
