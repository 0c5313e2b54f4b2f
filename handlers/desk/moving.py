"""The forms that take a layer of a tier away, or move it over or under another one."""

from __future__ import annotations

from datetime import datetime

from domain.edits import Edited, move_layer, remove_layer, words
from domain.errors import EscalationError
from domain.policy import Group
from domain.rota import Layer, Rota
from domain.site import Directory
from handlers.desk import asking as ask
from handlers.desk.about import layer_in, part, site_of, tier_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Form


def _draws(desk: Desk) -> tuple[tuple[str, Group], ...]:
    return ((part(desk, 0), tier_of(part(desk, 1))),)


def _subject(desk: Desk) -> str:
    return f"tier:{part(desk, 0)}:{tier_of(part(desk, 1)).value}"


def _remove_form(desk: Desk, entered: Entered | None) -> Form:
    site, tier = site_of(desk), tier_of(part(desk, 1))
    held = layer_in(desk.directory, desk.at, site.id, tier, part(desk, 2))
    since = f"from {words.moment(held.since, site.zone)}" if held.since else "from now on"
    sentences = (
        f"{words.tier_of(tier, site)}: {held.layer.name} holds nothing any more, {since}.",
        "Its people still belong to the tier. What was true until now stays.",
    )
    return ask.sure("rotation_remove", "Take it away?", sentences, "Take it away")


def _remove(desk: Desk, entered: Entered) -> Edit:
    def edit(directory: Directory, at: datetime) -> Edited:
        site_id, tier = part(desk, 0), tier_of(part(desk, 1))
        held = layer_in(directory, at, site_id, tier, part(desk, 2))
        return remove_layer(directory, at, site_id, tier, held.layer.id, held.since)

    return edit


def _move_form(desk: Desk, up: bool) -> Form:
    site, tier = site_of(desk), tier_of(part(desk, 1))
    layer, other = _pair(desk, up)
    over, under = (layer, other) if up else (other, layer)
    sentences = (
        f"{words.tier_of(tier, site)}: {layer.name} goes {'over' if up else 'under'} {other.name}.",
        f"Where both apply, {over.name} holds then, and {under.name} comes after it.",
    )
    kind, title = ("rotation_up", "Move it up?") if up else ("rotation_down", "Move it down?")
    return ask.sure(kind, title, sentences, "Move it up" if up else "Move it down")


def _pair(desk: Desk, up: bool) -> tuple[Layer, Layer]:
    """The layer, and the one that it would pass; a sentence where there is none."""
    site, tier = site_of(desk), tier_of(part(desk, 1))
    held = layer_in(desk.directory, desk.at, site.id, tier, part(desk, 2))
    layers = site.rotas.get(tier, Rota()).layers_at(held.since or desk.at)
    to = [one.id for one in layers].index(held.layer.id) + (1 if up else -1)
    if not 0 <= to < len(layers):
        raise EscalationError(f"{held.layer.name} is {'on top' if up else 'at the bottom'} already.")
    return held.layer, layers[to]


def _move(desk: Desk, up: bool) -> Edit:
    def edit(directory: Directory, at: datetime) -> Edited:
        site_id, tier = part(desk, 0), tier_of(part(desk, 1))
        held = layer_in(directory, at, site_id, tier, part(desk, 2))
        return move_layer(directory, at, site_id, tier, held.layer.id, up, held.since)

    return edit


KINDS = (
    Kind("rotation_remove", _remove_form, _remove, _draws, _subject),
    Kind(
        "rotation_up",
        lambda desk, _entered: _move_form(desk, up=True),
        lambda desk, _entered: _move(desk, up=True),
        _draws,
        _subject,
    ),
    Kind(
        "rotation_down",
        lambda desk, _entered: _move_form(desk, up=False),
        lambda desk, _entered: _move(desk, up=False),
        _draws,
        _subject,
    ),
)
