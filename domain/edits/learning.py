"""Edits of what a site sets about learning: whether its weekly digest comes, and when (domain.md d.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from domain.edits.edited import Edited, site_in, unless_same, with_site
from domain.edits.refused import refuse
from domain.edits.words import DAY_NAMES
from domain.site import Directory


def set_digest(directory: Directory, at: datetime, site_id: str, digest: bool, day: int, hour: time) -> Edited:
    """Whether the digest is posted, on which weekday (0 is Monday), and at which time on the site's wall.

    The monthly trends come at the same time of day. Refused at "digest_day" where there is no such day.
    """
    del at
    site = site_in(directory, site_id)
    if day not in range(len(DAY_NAMES)):
        refuse("digest_day", "There is no such day.", "Pick a day of the week.")
    settings = replace(site.learning, digest=digest, digest_day=day, digest_at=hour)
    when = f"comes each {DAY_NAMES[day]} at {hour:%H:%M}" if digest else f"does not come; trends come at {hour:%H:%M}"
    sentence = f"{site.name}: the weekly digest {when}."
    after = with_site(directory, replace(site, learning=settings))
    return unless_same(directory, Edited(after, f"learning:{site_id}", sentence, (), "digest", site_id))
