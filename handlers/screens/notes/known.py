"""What the bot knows of an escalation already: stands in the note's form as picked, and can be changed (domain.md d.1).

Nothing here is kept unless somebody saw it in the form and sent it.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.escalation.state import State
from domain.note import id_of
from domain.severity import Flag
from handlers.screens.scene import Scene

Picks = Mapping[str, tuple[str, ...]]

_SEEN = {
    Flag.WEAPON: "Weapon shown",
    Flag.SEXUAL_CONTACT: "Sexual touching or exposure",
    Flag.SEXUAL_REMARK: "Sexual remark",
    Flag.HATE: "Hate remark",
    Flag.SELF_HARM: "Self-harm threat",
    Flag.FILMING: "Films",
    Flag.REFUSES: "Refuses to leave",
}


def known(scene: Scene) -> Picks:
    """Picks by field id, from the timeline and the place; fields of which nothing is known are left out."""
    e = scene.e
    found = {
        "ended": _ended(scene),
        "behaviour": tuple(words for flag, words in _SEEN.items() if flag in e.flags),
        "harder": ("Alone",) if e.lone or Flag.ALONE in e.flags else (),
        "weapon": ("Shown",) if Flag.WEAPON in e.flags else (),
        "called": ("Police",) if e.police_called else (),
        "place_class": ("On the phone or online",) if scene.place and scene.place.phone_contact else (),
    }
    return {field: tuple(map(id_of, words)) for field, words in found.items() if words}


def _ended(scene: Scene) -> tuple[str, ...]:
    e = scene.e
    if e.mistake_said or e.state == State.WITHDRAWN:
        return ("False alarm",)
    return ("Contact ended by us",) if e.contact_ended else ()
