"""The names of the figures: one list for screens, pictures, files and docs/metrics.md, which defines each."""

from __future__ import annotations

from enum import StrEnum


class Figure(StrEnum):
    """One figure. The value is its name in files; it never changes its meaning (the columns are versioned)."""

    CASES = "cases"
    CASES_AT = "cases_by_place"
    CASES_IN = "cases_by_hours"
    UNDONE = "undone"
    ACKNOWLEDGED = "time_to_acknowledge"
    WITH_STAFF = "time_to_human"
    UNANSWERED = "unanswered"
    ANSWERED_BY = "answered_by"
    STALE = "stale_answers"
    CLIMBED = "climbed"
    EARLY_HELP = "early_help"
    NEAR_MISSES = "near_misses"
    TRIGGERS = "triggers"
    TRIGGERS_AT = "triggers_by_place"
    TRIGGERS_IN = "triggers_by_hours"
    RULES = "rules"
    RULES_AT = "rules_by_place"
    RULES_IN = "rules_by_hours"
    HELPED = "helped"
    HELPED_WITH = "helped_by_trigger"
    NOTES_ON_TIME = "notes_on_time"
    PROPOSALS_DECIDED = "proposals_decided"
    PROPOSALS_DONE = "proposals_done"
    PROPOSALS_CHECKED = "proposals_checked"
    PROPOSALS_DROPPED = "proposals_dropped"
