"""What is left of what is over, and the dialogs about how long it is kept, with made-up people (samples.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.slack.sample_scenes import Samples, reader
from domain.severity import Severity
from handlers.screens import Form, Screen
from handlers.screens.holding import bare_stub, hold_form, kept_form, stub
from handlers.screens.responder import page


def kept_messages(samples: Samples) -> Iterator[tuple[str, Screen]]:
    """Pages of what is over, held or not, and what is left of them."""
    over = samples.raised(Severity.VIOLENT, "resolved")
    for name, e in (
        ("over", over),
        ("held", replace(over, held="legal")),
        ("police", replace(over, police_called=True)),
    ):
        scene = samples.scene(e)
        yield f"page of what is {name}, to a manager", page(scene, reader("dana"), times=1)
        yield f"stub of what is {name}, to a manager", stub(scene, reader("dana"))
        yield f"stub of what is {name}", stub(scene)
    yield "stub of what is emptied", bare_stub(over.reference)


def kept_forms(samples: Samples) -> Iterator[tuple[str, Form]]:
    """Both dialogs."""
    over = samples.raised(Severity.THREATENING, "resolved")
    yield "hold", hold_form(samples.scene(over))
    yield "hold, another reason", hold_form(samples.scene(replace(over, held="hr")))
    yield "how long it is kept", kept_form(samples.scene(over))
