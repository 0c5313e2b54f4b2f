"""By which words a lesson is found beside its cleared text: those of its picks and of where it was."""

from __future__ import annotations

from dataclasses import replace

from domain.learning.lesson import Lesson
from domain.note.lists import all_words, words_of
from domain.site import Site


def indexed(lesson: Lesson, site: Site) -> Lesson:
    """The lesson with its `index_words` and its `language`, as its site has them now; no person is in either."""
    own = site.note_lists
    place = site.place(lesson.place_id)
    words = (
        *all_words("trigger", lesson.triggers, own),
        words_of("rule", lesson.rule, own) if lesson.rule else "",
        *all_words("tried", lesson.tried, own),
        *all_words("helped", lesson.helped, own),
        words_of("ended", lesson.ended, own) if lesson.ended else "",
        place.name if place else "",
        site.name,
    )
    return replace(lesson, index_words=" · ".join(filter(None, words)), language=site.language)
