"""Every mistake in a site file names its line and field and says what to do; all of them at once."""

from __future__ import annotations

import pytest

from bot.site_file import read

GOOD = """\
people:
  dana:
    name: Dana
    slack: U0DANA
  lea:
    name: Lea
    slack: U0LEA
sites:
  desk:
    name: The desk
    zone: Europe/Berlin
    phone: "+49 30 5550199"
    emergency_number: 112
    places:
      front:
        name: Front
      back:
        name: Back
    tier_1: [dana]
    last_resort: [lea]
"""


def sentences(text: str) -> list[str]:
    """What is said about a file."""
    return [mistake.sentence for mistake in read(text).mistakes]


def without(line: str) -> str:
    """The good file without the line that begins so."""
    return "".join(each for each in GOOD.splitlines(keepends=True) if not each.strip().startswith(line))


def test_the_good_file_has_none() -> None:
    """Otherwise the tests below would prove nothing."""
    assert sentences(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("tier_1: [dana]", "tier_1: [dnaa]", 19, 'tier_1: "dnaa" is not among the people. Did you mean dana?'),
        ("tier_1: [dana]", "tier_1: []", 19, "tier_1: Nobody is in tier 1."),
        ("tier_1: [dana]", "tier_1: [dana, dana]", 19, "dana stands here twice"),
        ("tier_1: [dana]", "tier_1: {a: b}", 19, "should be a list of words"),
        ("last_resort: [lea]", "last_resort:", 20, "last_resort: Nobody is the last resort."),
        ("slack: U0DANA", "slack: '@dana'", 4, 'slack: "@dana" is no Slack member id.'),
        ("slack: U0DANA", "slack: U0LEA", 7, "U0LEA is dana's already."),
        ("slack: U0DANA", "slak: U0DANA", 4, "slak: There is no such field. Did you mean slack?"),
        ("name: Dana", "name: Dana\n    roles: [manger]", 4, 'There is no role "manger". Did you mean manager?'),
        ("Europe/Berlin", "Europe/Brlin", 11, "Did you mean Europe/Berlin?"),
        ("Europe/Berlin", "../etc/passwd", 11, "There is no time zone"),
        ("emergency_number: 112", "emergency_number: police", 13, '"police" is no number to dial.'),
        ("name: Back", "name: Front", 18, 'There are two places "Front".'),
        ("      back:", "      front:", 17, "front: This stands here twice."),
        ("      back:", "      Back Door:", 17, '"Back Door" cannot be a key.'),
        ("name: Back", "name: Back\n        silent: perhaps", 19, '"perhaps" is neither yes nor no.'),
        ("tier_1: [dana]", "channel: '#desk'\n    tier_1: [dana]", 19, "is no Slack channel id"),
        ("tier_1: [dana]", "user_group: '@desk'\n    tier_1: [dana]", 19, "is no Slack user group id"),
        ("tier_1: [dana]", "backup: [{name: Guard}]\n    tier_1: [dana]", 19, "backup > number: This is missing."),
        ("tier_1: [dana]", "backup: [{person: dna}]\n    tier_1: [dana]", 19, '"dna" is not among the people.'),
        ("tier_1: [dana]", "backup: Guard\n    tier_1: [dana]", 19, "begin each entry with a dash"),
        ("name: The desk", "name: [The, desk]", 10, "This should be words, not a list."),
        ("name: The desk", "name: " + "x" * 61, 10, "This has 61 letters."),
        ("sites:\n", "site:\n", 8, "site: There is no such field. Did you mean sites?"),
    ],
)
def test_a_mistake_names_line_field_and_remedy(old: str, new: str, line: int, says: str) -> None:
    """The person who wrote the file finds the place and knows what to write instead. Zones: F45."""
    assert old in GOOD
    found = sentences(GOOD.replace(old, new, 1))
    assert any(each.startswith(f"Line {line}, ") and says in each for each in found), found


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ("abusive: {repage_evry: 45 s}", "Did you mean repage_every?"),
        ("abusive: {repage_every: 45}", 'repage_every: "45" is no length of time. Write it as 45 s or 45 min.'),
        ("abusive: {repage_every: soon}", "Write it as 30 s, 2 min or 1 h."),
        ("abusive: {repage_every: 1 s}", "Write 5 s or more"),
        ("abusive: {repage_every: never}", "is no length of time"),
        ("abusive: {tier_1: 1 min}", "Nobody would be called at once."),
        ("abusive: {check_every: never}", "check_after and check_every belong together."),
        ("abusive: {answers_needed: 0}", "Write a number from 1 to 5."),
        ("abusive: {missed_check: ask agian}", "Did you mean ask again?"),
        ("abuse: {tier_2: 1 min}", "Did you mean abusive?"),
        ("far_eta: 1", 'far_eta: "1" is no length of time.'),
    ],
)
def test_a_mistake_in_the_policy_is_found(policy: str, says: str) -> None:
    """Times that could not work, or are not times, never reach an escalation."""
    found = sentences(GOOD + f"    policy:\n      {policy}\n")
    assert len(found) == 1
    assert found[0].startswith("Line 22, desk > policy")
    assert says in found[0]


@pytest.mark.parametrize("field", ["name: The desk", "zone", "phone", "emergency_number", "tier_1", "last_resort"])
def test_what_a_site_must_have(field: str) -> None:
    """A site without it is refused, with the name of the field."""
    (found,) = sentences(without(field))
    assert f"desk > {field.split(':')[0]}: " in found


def test_a_person_without_an_account_is_refused() -> None:
    """Somebody whom no page can reach must not look as if they were there."""
    (found,) = sentences(without("slack: U0DANA"))
    assert found.startswith("Line 2, people > dana > slack: This is missing. ")


def test_all_mistakes_are_found_at_once() -> None:
    """Four mistakes take one round, not four."""
    text = GOOD.replace("U0DANA", "dana").replace("Berlin", "Brlin").replace("[lea]", "[leo]").replace("112", "x")
    assert len(sentences(text)) == 4


def test_two_sites_stay_apart() -> None:
    """Neither a name nor a channel may stand for two sites."""
    one = GOOD.replace("    tier_1", "    channel: C0DESK\n    tier_1")
    body = one[one.index("  desk:") :]
    found = sentences(one + body.replace("  desk:", "  other:", 1))
    assert any('There are two sites "The desk".' in each for each in found)
    assert any("C0DESK is The desk's already." in each for each in found)


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "a: [", "just words", "- a\n- b\n", "\x00", "a: b\n---\nc: d\n", "[" * 5000]
)
def test_what_is_no_site_file_is_said_to_be_none(text: str) -> None:
    """Whatever is handed in, the answer is a sentence and not a traceback."""
    found = sentences(text)
    assert found
    assert all(each.startswith("Line ") for each in found)


def test_a_parsed_file_with_mistakes_has_no_directory() -> None:
    """Nobody can apply half a file."""
    assert read(GOOD.replace("[dana]", "[x]")).directory is None
