"""What somebody looks for, as it travels through a form, a button or a line, and as the store is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta

from domain.learning.lesson import Search
from domain.severity import Severity
from domain.site import Directory

PAGE = 5
MOST_LETTERS = 300
SPANS = {"30": "Last 30 days", "90": "Last 90 days", "365": "Last year"}
"""Spans that can be picked, by their days."""

_LEVELS = {severity.word.lower(): severity for severity in Severity}


@dataclass(frozen=True)
class Asked:
    """The words and the filters, each as its plain text; "" filters nothing. `offset`: how many were shown before."""

    words: str = ""
    trigger: str = ""
    level: str = ""
    site: str = ""
    days: str = ""
    offset: str = "0"

    @classmethod
    def of(cls, given: Mapping[str, object]) -> Asked:
        """From a form's context or a button; whatever is not ours is left out (reliability.md F75)."""
        known = {one.name: str(given[one.name]) for one in fields(cls) if one.name in given}
        asked = cls(**known)
        return replace(
            asked,
            words=asked.words[:MOST_LETTERS],
            level=asked.level if asked.level in _LEVELS else "",
            days=asked.days if asked.days in SPANS else "",
            offset=asked.offset if asked.offset.isascii() and asked.offset.isdigit() else "0",
        )

    @classmethod
    def of_text(cls, text: str) -> Asked:
        """From the value of a button."""
        try:
            given = json.loads(text)
        except ValueError:
            given = {}
        return cls.of(given if isinstance(given, dict) else {})

    def text(self) -> str:
        """For the value of a button."""
        return json.dumps(self.context(), ensure_ascii=False, separators=(",", ":"))

    def context(self) -> dict[str, str]:
        """For the context of a form."""
        return {name: value for name, value in asdict(self).items() if value}

    def next_page(self) -> Asked:
        """The same, further on."""
        return replace(self, offset=str(int(self.offset) + PAGE))

    def search(self, directory: Directory, at: datetime) -> Search:
        """As the store is asked at `at`."""
        return Search(
            words=self.words,
            trigger=self.trigger,
            severity=_LEVELS.get(self.level),
            site_id=self.site,
            since=at - timedelta(days=int(self.days)) if self.days else None,
            languages=tuple(dict.fromkeys(site.language for site in directory.sites)) or ("",),
            offset=min(int(self.offset), 1_000_000),
            limit=PAGE,
        )
