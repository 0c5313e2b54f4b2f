"""`stepin doctor` finds what would keep help from coming, before somebody needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

import pytest

from bot.doctor import Finding, Probes, Schema, Token, examine, exit_code, report
from domain.people import Person
from domain.policy import Group
from domain.rota import Absence
from domain.site import BackupContact, Directory, Site
from handlers.ports import Account, NotSent, OutcomeUnknown

AT = datetime(2026, 3, 28, 21, 14, tzinfo=UTC)
PEOPLE = tuple(Person(name.lower(), name, f"U0{name.upper()}", dm_id="D1") for name in ("Mia", "Dana", "Omar", "Lea"))
HOTEL = Site(
    "hotel",
    "Harbour Hotel",
    "Europe/Berlin",
    "030",
    "112",
    channel_id="C0DESK",
    groups={Group.TIER_1: ("dana",), Group.TIER_2: ("omar",), Group.TIER_3: ("lea",)},
    staff=("mia",),
    backup=(BackupContact("Night Shield", "030 1"),),
    last_resort=("lea",),
)
APPLIED = Directory(1, (HOTEL,), PEOPLE)


def away(*_: object) -> NoReturn:
    """A probe that meets an error whose words nobody should read."""
    raise ConnectionError("canary")


def fine(_user_id: str) -> Account:
    """An account in good standing."""
    return Account(deactivated=False, guest=False)


WELL = Probes(
    at=AT,
    schema=lambda: Schema("SQLite", current=True),
    directory=lambda: APPLIED,
    tested_at=lambda: {person.id: AT - timedelta(days=2) for person in PEOPLE},
    skew=lambda: (0.4, "Slack"),
    token=lambda: Token("Harbour", frozenset({"chat:write", "commands"})),
    account=fine,
    open_dm=lambda _user_id: "D1",
    channel=lambda _channel_id: "",
    sample_screens=lambda: {"page": {"blocks": []}},
    validate=lambda _payload: [],
    needed_scopes=("chat:write", "commands"),
)


def found(**changes: Any) -> list[Finding]:
    """The findings that are not ok, without the statement that is always made."""
    findings = examine(replace(WELL, **changes))
    return [finding for finding in findings if not finding.ok and not finding.sentence.startswith("Chat only")]


def only(**changes: Any) -> Finding:
    """The one such finding."""
    (finding,) = found(**changes)
    assert finding.remedy
    return finding


def with_site(**changes: Any) -> Directory:
    """The directory with a changed hotel."""
    return replace(APPLIED, sites=(replace(HOTEL, **changes),))


def test_a_healthy_house_has_one_thing_to_look_at() -> None:
    """All is well but for the line that chat is the only channel, which is said each time; exit code 0."""
    findings = examine(WELL)
    assert [finding.sentence for finding in findings if not finding.ok] == [
        "Chat only: pages go out over Slack and no other channel. A paused or muted phone stays silent."
    ]
    assert exit_code(findings) == 0


def test_a_silent_database_is_serious() -> None:
    """Nothing can be recorded; the error's own words, which may hold an address, are not shown."""
    findings = examine(replace(WELL, schema=away, directory=away))
    assert findings[0].sentence == "The database does not answer."
    assert exit_code(findings) == 1
    assert "canary" not in report(findings)


def test_old_tables_are_serious() -> None:
    """The remedy is the command to run."""
    finding = only(schema=lambda: Schema("PostgreSQL", current=False))
    assert finding.serious
    assert finding.remedy == "Run stepin migrate."


@pytest.mark.parametrize(("seconds", "ok", "serious"), [(59, True, False), (-61, False, False), (301, False, True)])
def test_a_wrong_clock_is_found_before_it_blocks(seconds: float, ok: bool, serious: bool) -> None:
    """F14: at 5 min off every request of Slack's is refused; a minute off is said already."""
    findings = [each for each in examine(replace(WELL, skew=lambda: (seconds, "Slack"))) if "clock" in each.sentence]
    assert [(each.ok, each.serious) for each in findings] == [(ok, serious)]


def test_a_clock_that_was_not_compared_is_said() -> None:
    """Not knowing is not the same as all is well."""
    assert "not compared" in only(skew=lambda: None).sentence


def test_a_refused_token_is_serious() -> None:
    """F26: with the code that Slack gives."""
    finding = only(token=lambda: Token(error="token_revoked"))
    assert finding.serious
    assert "token_revoked" in finding.sentence


def test_no_token_is_serious() -> None:
    """Without one nobody is paged; what needs none is still looked at."""
    findings = found(token=None, account=None, open_dm=None, channel=None, validate=None)
    assert [finding.sentence for finding in findings] == ["There is no Slack token."]


def test_missing_scopes_are_named_and_spare_ones_too() -> None:
    """The first stop the bot from working, the second are rights that it should not have."""
    missing, spare = found(token=lambda: Token("Harbour", frozenset({"chat:write", "files:write"})))
    assert missing.serious
    assert "commands" in missing.sentence
    assert not spare.serious
    assert "files:write" in spare.sentence


def test_people_who_cannot_be_reached_are_named() -> None:
    """F27, F28, F76: deactivated, guest, no DM; one sentence each."""
    answers: Mapping[str, Account] = {
        "U0DANA": Account(deactivated=True, guest=False),
        "U0OMAR": Account(deactivated=False, guest=True),
    }
    findings = found(account=lambda user_id: answers.get(user_id) or fine(user_id))
    sentences = [finding.sentence for finding in findings]
    assert "Dana cannot be reached: the account is deactivated." in sentences
    assert "Omar cannot be reached: the account is a guest's." in sentences
    assert "Harbour Hotel: nobody of tier 1 can be reached (Dana)." in sentences


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (NotSent("cannot_dm_bot", permanent=True), "Slack says cannot_dm_bot"),
        (OutcomeUnknown("deadline"), "not answer"),
    ],
)
def test_a_dm_that_cannot_be_opened_is_found(error: Exception, says: str) -> None:
    """F28: somebody without a kept DM is tried, and the refusal is told."""

    def refuse(_user_id: str) -> str:
        raise error

    people = tuple(replace(person, dm_id=None) if person.id == "dana" else person for person in PEOPLE)
    sentences = [each.sentence for each in found(open_dm=refuse, directory=lambda: replace(APPLIED, people=people))]
    assert any(each.startswith("Dana cannot be reached: ") and says in each for each in sentences)


def test_staff_who_only_raise_are_not_asked_to_be_reachable() -> None:
    """Mia is called by nobody, so her account is not looked at here."""
    asked: list[str] = []

    def account(user_id: str) -> Account:
        asked.append(user_id)
        return fine(user_id)

    assert found(account=account) == []
    assert sorted(asked) == ["U0DANA", "U0LEA", "U0OMAR"]


def test_phones_that_were_not_tested_are_listed() -> None:
    """screens.md rule 15: thirty days."""
    tested = {"dana": AT - timedelta(days=29), "omar": AT - timedelta(days=31)}
    assert only(tested_at=lambda: tested).sentence == "Not tested their phone in 30 days: Omar, Lea."


def test_gaps_are_found() -> None:
    """F46: an empty tier is said; a site where nobody can be reached is serious."""
    groups = {Group.TIER_1: ("dana",), Group.TIER_3: ("lea",)}
    assert only(directory=lambda: with_site(groups=groups)).sentence == "Harbour Hotel: tier 2 is empty."
    assert only(directory=lambda: with_site(backup=())).sentence == "Harbour Hotel: the backup list is empty."
    nobody = found(directory=lambda: with_site(groups={}, last_resort=()), tested_at=dict)
    assert nobody[0].sentence == "Harbour Hotel: nobody at all can be reached."
    assert exit_code(nobody) == 1


def test_nothing_applied_yet_is_serious() -> None:
    """A fresh database would take a raise and call nobody."""
    assert only(directory=lambda: Directory(0)).remedy.endswith("stepin apply site.yaml.")


def test_a_channel_that_the_bot_is_not_in_is_found() -> None:
    """F25: with the words to type."""
    finding = only(channel=lambda _channel_id: "not_in_channel")
    assert finding.serious
    assert finding.remedy == "In the channel write: /invite @StepIn"
    assert only(directory=lambda: with_site(channel_id="")).sentence == "Harbour Hotel has no channel."


def test_a_screen_that_slack_refuses_is_named() -> None:
    """F29: with Slack's own complaint."""
    finding = only(validate=lambda _payload: ["must be less than 76 characters"])
    assert finding.sentence == "Slack would refuse the screen page: must be less than 76 characters"


@pytest.mark.parametrize("probe", ["skew", "token", "tested_at", "sample_screens", "channel"])
def test_a_probe_that_breaks_is_a_finding(probe: str) -> None:
    """Whatever cannot be looked at is said, and everything else is looked at all the same."""
    findings = examine(replace(WELL, **{probe: away}))  # type: ignore[arg-type]
    assert any("could not be looked at (ConnectionError)" in finding.sentence for finding in findings)
    assert len(findings) >= 7
    assert exit_code(findings) == 1


def test_the_report_can_be_read_by_anybody() -> None:
    """A mark, a sentence, the remedy below it, and a last line that sums up."""
    text = report(examine(replace(WELL, tested_at=dict)))
    assert "ok    The database answers (SQLite) and its tables are up to date." in text
    assert "warn  Not tested their phone in 30 days: Dana, Omar, Lea.\n      Ask them to tap" in text
    assert text.endswith("0 to put right now, 2 to look at.")


def test_a_gap_of_the_next_two_weeks_is_named() -> None:
    """Omar is away for a night: nobody else is in tier 2."""
    start = AT + timedelta(days=3)
    away = replace(PEOPLE[2], absences=(Absence("a1", start, start + timedelta(hours=8)),))
    people = tuple(away if person.id == "omar" else person for person in PEOPLE)
    finding = only(directory=lambda: replace(APPLIED, people=people))
    assert finding.sentence == (
        "Harbour Hotel: nobody holds tier 2, Tue 31 March 23:14 to Wed 07:14. Tier 3 is paged at once then."
    )
    assert not finding.serious


def test_scopes_that_only_a_wish_needs_are_missed_only_where_it_is_wished() -> None:
    """Topic and user group are off as shipped: nothing to say; wished without the scope, it is a warning."""
    asks = {"topic_scopes": ("channels:write.topic",), "group_scopes": ("usergroups:write",)}
    assert len(found(**asks)) == len(found())
    finding = only(**asks, directory=lambda: with_site(topic=True))
    assert "the app lacks channels:write.topic" in finding.sentence
    finding = only(**asks, directory=lambda: with_site(user_group="S0DESK"))
    assert "the app lacks usergroups:write" in finding.sentence
    granted = Token("Harbour", frozenset({"chat:write", "commands", "channels:write.topic", "usergroups:write"}))
    wished = with_site(topic=True, user_group="S0DESK")
    assert found(**asks, directory=lambda: wished, token=lambda: granted) == found()
    assert found(**asks, token=lambda: granted) == found()
