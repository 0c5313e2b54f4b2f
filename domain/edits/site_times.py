"""The edit of those times of a policy that hold for all severities of a site (domain.md b.4, the paging engine).

The bounds are those of the site file. `times.py` has the times of one severity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.edits import words
from domain.edits.edited import Edited, site_in, unless_same, with_site
from domain.edits.refused import refuse
from domain.edits.sequence import every, length
from domain.edits.times import check_length
from domain.policy import EscalationPolicy
from domain.site import Directory

_WORDS = {
    "loop_at_interval_for": "at the usual pace for",
    "loop_every": "the pace after that",
    "far_eta": "far away from",
    "eta_grace": "late by",
    "undo_within": "undo within",
    "link_within": "linked within",
    "reopen_within": "reopened within",
    "lone_check_every": "safe check when alone",
}
SITE_TIMES = tuple(_WORDS)


def set_site_times(directory: Directory, at: datetime, site_id: str, times: Mapping[str, timedelta | None]) -> Edited:
    """Those times of SITE_TIMES that `times` names. What is open keeps the policy of its tap (principle 7).

    Refused at the name of the time; None (never) is none of them.
    """
    del at
    site = site_in(directory, site_id)
    after = replace(site, policy=policy_with(site.policy, times))
    changed = [name for name in SITE_TIMES if getattr(site.policy, name) != getattr(after.policy, name)]
    said = words.joined(f"{_WORDS[name]} is now {length(getattr(after.policy, name))}" for name in changed)
    sentence = f"{site.name}, all severities: {said}."
    field = next(iter(times), SITE_TIMES[0])
    edited = Edited(with_site(directory, after), f"site_times:{site_id}", sentence, (), field, site_id)
    return unless_same(directory, edited)


def policy_with(was: EscalationPolicy, times: Mapping[str, timedelta | None]) -> EscalationPolicy:
    """The policy with these times of SITE_TIMES. Refused at the name of the time."""
    for name, given in times.items():
        if name not in SITE_TIMES:
            refuse(name, "There is no such time.")
        check_length(name, given)
    lengths: dict[str, Any] = dict(times)
    return replace(was, **lengths)


def site_in_words(policy: EscalationPolicy) -> tuple[str, ...]:
    """What these times come to, a sentence for each thing that happens."""
    usual, far, late = length(policy.loop_at_interval_for), length(policy.far_eta), length(policy.eta_grace)
    undo, link, reopen = length(policy.undo_within), length(policy.link_within), length(policy.reopen_within)
    return (
        f"Unanswered: everybody is paged at the usual pace for {usual}, and then {every(policy.loop_every)}.",
        f"Where somebody may get hurt: for whoever is over {far} away, others are still paged.",
        f"Whoever said when they come is given {late} more before they count as not there.",
        f"A tap on UPSET or ABUSIVE can be undone for {undo}.",
        f"Calls within {link}: those from one place are linked, and one person's are the same event.",
        f"What has ended can be reopened for {reopen}.",
        f"Whoever works alone is asked {every(policy.lone_check_every)} whether they are safe.",
    )
