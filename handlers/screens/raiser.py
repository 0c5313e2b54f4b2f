"""What the raiser sees once it is raised: the live card, its stub, and the answer to one line (screens.md)."""

from __future__ import annotations

from datetime import datetime
from math import ceil

from domain.escalation import Escalation, State
from domain.escalation.state import SafeAnswer
from domain.playbook import Button as Tap
from domain.playbook import meanwhile, raiser_card
from domain.severity import Severity
from handlers.screens.parts import (
    Button,
    Buttons,
    Line,
    Part,
    Screen,
    Small,
    Steps,
    Strong,
    Text,
)
from handlers.screens.scene import Scene

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 10: "ten"}


def called(scene: Scene) -> Screen:
    """The answer to a one-line raise, and what stands in place of the picker once something was raised."""
    if scene.silent:
        return Screen(scene.tag(), (Line((f"{scene.tag()} · sent",)),))
    return Screen(
        scene.tag(),
        (
            Line((scene.tag(),)),
            Steps(raiser_card(scene.e, scene.site).lines),
            Line((Strong(_flat(scene.truth())),)),
            Small(_number_below(scene)),
            Small(("Your card is in the StepIn conversation, with everything you can tap.",)),
        ),
    )


def live_card(scene: Scene, newest: bool = True, asking: bool = False, before: tuple[Part, ...] = ()) -> Screen:
    """The raiser's card: the DM's last message, and the only one with buttons (screens.md rule 4).

    `before`: what helped before, where that was looked up.
    """
    if not newest:
        return Screen(scene.tag(), (Small((f"{scene.tag()} · see the newest card below",)),))
    if scene.silent:
        return _silent_card(scene)
    if not scene.e.open:
        return _closed_card(scene)
    preview = f"Done? {scene.tag()}" if asking else scene.tag()
    card = raiser_card(scene.e, scene.site)
    return Screen(
        preview,
        (
            Line((preview,), menu=_menu(scene.e)),
            Steps(card.lines),
            Line((Strong(_flat(scene.truth())), "\nas of ", scene.when(scene.at, seconds=True))),
            *_told(scene),
            *_linked(scene),
            *_say(scene),
            *_rows_of(scene, card.buttons),
            *before,
            *((Small((card.foot,)),) if card.foot else ()),
            Small((f"{card.lines[0]} · ", *_number_below(scene))),
        ),
        redraw_at=_redraw_at(scene),
    )


def _redraw_at(scene: Scene) -> datetime | None:
    """When the card is out of date although nothing happened: *Undo* is over, or help is later than was said."""
    coming = scene.e.nearest
    instants = (scene.e.undo_until(), coming.eta_at if coming and coming.stage == State.ON_THE_WAY else None)
    return min((instant for instant in instants if instant and instant > scene.at), default=None)


def _say(scene: Scene) -> tuple[Part, ...]:
    """A sentence for the customer while somebody is on the way (domain.md c.3); none where staff should leave."""
    e = scene.e
    coming = e.nearest
    if e.severity > Severity.ABUSIVE or coming is None or coming.stage != State.ON_THE_WAY or coming.eta_at is None:
        return ()
    minutes = ceil((coming.eta_at - scene.at).total_seconds() / 60)
    if minutes < 1:
        return ()
    when = "in a minute" if minutes == 1 else f"in {_NUMBERS.get(minutes, str(minutes))} minutes"
    return (Line((f"Say: “My supervisor {scene.name(coming.person_id)} will be here {when}.”",)),)


def _flat(text: Text) -> str:
    return "".join(
        bit if isinstance(bit, str) else bit.words if isinstance(bit, Strong) else bit.local() for bit in text
    )


def _told(scene: Scene) -> tuple[Part, ...]:
    if scene.e.told_at is None or scene.e.answers:
        return ()
    if scene.e.state == State.UNANSWERED:
        # The line of truth above says already that nobody has answered.
        return (Line((meanwhile(scene.e, scene.site),)),)
    return (Line((Strong("Nobody has answered yet. "), meanwhile(scene.e, scene.site))),)


def _linked(scene: Scene) -> tuple[Part, ...]:
    """Somebody else called from the same place: both calls count, and each raiser knows (reliability.md F07)."""
    others = ", ".join(other.reference for other in scene.others)
    return (Small((f"Also raised here: {others}. Whoever comes knows of both.",)),) if others else ()


def _number_below(scene: Scene) -> Text:
    """While chat is the only channel, the site's number stands below the line of truth (screens.md rule 6)."""
    return (f"Phone {scene.site.phone} · Emergency {scene.site.emergency_number}",)


def _menu(e: Escalation) -> tuple[Button, ...]:
    items = [
        Button("form.place", "Wrong place", e.id),
        Button("form.flags", "Add flags", e.id),
        Button("act.mistake", "Pressed by mistake", e.id),
    ]
    if e.someone_may_get_hurt and not e.police_called:
        items.append(Button("act.police.yes", "Police called", e.id))
    if e.severity == Severity.THREATENING or (e.severity == Severity.ABUSIVE and not e.only_words):
        items.append(Button("act.only_words", "Only job, complaint", e.id))
    if e.about_colleague:
        items[3:] = [Button("form.colleague", "Name the colleague", e.id), *items[3:4]]
    return tuple(items[:5])


def _rows_of(scene: Scene, taps: tuple[Tap, ...]) -> tuple[Part, ...]:
    e = scene.e
    rows: list[tuple[Button, ...]] = []
    if e.nearest and e.nearest.stage in (State.ACKNOWLEDGED, State.ON_THE_WAY):
        rows.append((Button("act.here", _fit(f"{scene.name(e.nearest.person_id)} is here"), e.id, "primary"),))
    labels = {
        Tap.PERSONAL: Button("act.worse.abusive", "It got personal", e.id),
        Tap.THREAT: Button("act.worse.threatening", "Threat", e.id),
        Tap.HURT: Button("act.worse.threatening", "They threaten harm", e.id),
        Tap.SWAP: Button("act.swap", "Swap me out", e.id),
        Tap.WARNED: Button("act.boundary.warned", f"Warned ({e.warnings})" if e.warnings else "Warned", e.id),
        Tap.ENDED: Button("act.boundary.ended", "Ended", e.id),
    }
    rows.append(tuple(labels[tap] for tap in taps if not (tap == Tap.SWAP and e.swap_asked)))
    if e.safety_case or e.lone or e.check_asked_at:
        rows.append((Button("act.safe.no", "NOT SAFE", e.id, "danger"),))
        rows.append((_safe_button(e),))
    undo_until = e.undo_until()
    if undo_until and scene.at < undo_until:
        rows.append((Button("act.undo", "Undo", e.id),))
    return tuple(Buttons(row) for row in rows if row)


def _safe_button(e: Escalation) -> Button:
    if e.last_safe == SafeAnswer.SAFE and not e.check_asked_at:
        return Button("act.unsafe_again", "Not safe after all", e.id)
    return Button("act.safe.yes", "Safe now", e.id)


def _fit(label: str) -> str:
    """Labels stay under 20 characters (screens.md rule 8)."""
    return label if len(label) < 20 else "They are here"


def _silent_card(scene: Scene) -> Screen:
    """Neutral words only: a customer may read this screen (screens.md rule 11, domain.md c.5)."""
    e = scene.e
    nearest = e.nearest
    words = {State.ACKNOWLEDGED: "received", State.ON_THE_WAY: "on the way", State.WITH_THEM: "at door"}
    said = words[nearest.stage] if nearest else "sent" if e.told_at is None else f"no reply yet · {scene.site.phone}"
    if not e.open:
        closed = f"{scene.tag()} · closed"
        return Screen(scene.tag(), (Line((closed,), button=Button("note.account", "Words", e.id)),))
    preview = f"{scene.tag()} · {said}"
    rows: tuple[Part, ...] = ()
    if e.safety_case or e.check_asked_at or e.lone:
        yes, no = Button("act.safe.yes", "Yes", e.id), Button("act.safe.no", "No", e.id)
        rows = (Line(("Done?",)), Buttons((yes, no)))
    return Screen(preview, (Line((preview,), menu=(Button("form.place", "Wrong place", e.id),)), *rows))


def _closed_card(scene: Scene) -> Screen:
    e = scene.e
    asked = e.state == State.RESOLVED and e.ok_answer is None
    preview = f"OK? {scene.tag()}" if asked else scene.tag()
    parts: list[Part] = [Line((f"{preview} · ", Strong(_flat(scene.truth()))))]
    if asked:
        ok = (Button("act.ok.yes", "OK", e.id), Button("act.ok.no", "Not OK", e.id))
        parts += [Line((Strong("OK?"), " Just for us to know. No reason asked.")), Buttons(ok)]
    elif e.ok_answer is False:
        parts.append(Line((f"{scene.name(e.ended_by)} has been asked to come and see you.",)))
    elif e.ended_how in ("withdrawn", "undo"):
        parts.append(Line(("Thanks. Better once too often.",)))
    own = () if e.ended_how in ("withdrawn", "undo") else (Button("note.account", "My own account", e.id),)
    parts.append(Buttons((Button("act.reopen", "It is not over", e.id), *own)))
    return Screen(preview, tuple(parts))
