"""Edits of how long a site keeps what notes say, who looks after training, and in which language notes are written."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime

from domain.edits.edited import Edited, person_in, site_in, unless_same, with_site
from domain.edits.refused import refuse
from domain.learning.languages import is_language, language_name
from domain.learning.settings import LONGEST_KEPT, Keeping
from domain.site import Directory


def set_keeping(
    directory: Directory, at: datetime, site_id: str, keeping: Keeping, training_owner: str | None, language: str
) -> Edited:
    """For how many days names and texts are kept after the end, by level; who reads of training needs, None for the
    admins; two letters, "" for English.

    Refused at the field's own name where that cannot be. What was kept too long by this goes within a day.
    """
    del at
    site = site_in(directory, site_id)
    for each in fields(Keeping):
        if not 1 <= getattr(keeping, each.name) <= LONGEST_KEPT:
            refuse(each.name, "That cannot work.", f"Write a number of days from 1 to {LONGEST_KEPT}.")
    owner = person_in(directory, training_owner, "training_owner").name if training_owner else ""
    if not is_language(language):
        refuse("language", f'"{language}" is no language.', "Pick one from the list.")
    learning = replace(site.learning, keeping=keeping, training_owner=training_owner)
    after = with_site(directory, replace(site, learning=learning, language=language))
    looks = f"{owner} looks" if owner else "the admins look"
    sentence = (
        f"{site.name}: names and texts are kept for {keeping.upset} days (UPSET), {keeping.abusive} days (ABUSIVE), "
        f"{keeping.safety} days (safety cases); {looks} after training; notes are in {language_name(language)}."
    )
    sooner = any(getattr(keeping, each.name) < getattr(site.learning.keeping, each.name) for each in fields(Keeping))
    notes = ("What is older than that is removed tonight, for good.",) if sooner else ()
    return unless_same(directory, Edited(after, f"learning:{site_id}", sentence, notes, "upset", site_id))
