"""The forms of what goes over all layers for a span: somebody stands in, comes on as well, or is taken out."""

from __future__ import annotations

from dataclasses import dataclass

from domain.edits import add_override, end_override
from domain.edits.overrides import in_words
from domain.edits.typed import TEXT_FITS
from domain.policy import TIERS, Group
from domain.rota import Override, OverrideKind, Rota
from domain.site import Site
from handlers.desk import asking as ask
from handlers.desk import reading
from handlers.desk.about import Gone, part, said_at, site_of, tier_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Choice, Form, Part


@dataclass(frozen=True)
class _Way:
    """One way to change who is on call for a span; `instead`: of one person who is named."""

    label: str
    kind: OverrideKind
    instead: bool = False


_FOR_ONE = "for_one"
WAYS = {
    "stand_in": _Way("Stands in for whoever is on call", OverrideKind.STAND_IN),
    _FOR_ONE: _Way("Stands in for one person", OverrideKind.STAND_IN, instead=True),
    "add": _Way("Comes on as well, right behind whoever is on call", OverrideKind.ADD),
    "remove": _Way("Is taken out; whoever is next takes their place", OverrideKind.REMOVE),
}


def tiers_in_use(site: Site) -> tuple[Group, ...]:
    """The tiers that somebody belongs to."""
    return tuple(tier for tier in TIERS if site.groups.get(tier) or site.rotas.get(tier))


def _form(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    entered = entered or Entered({"tier": (part(desk, 1) or TIERS[0].value,), "kind": ("stand_in",)})
    tiers = [Choice(tier.value, f"Tier {tier.value[-1]}") for tier in tiers_in_use(site) or TIERS]
    ways = [Choice(key, way.label) for key, way in WAYS.items()]
    fields: list[Part] = [
        ask.one_of(entered, "tier", "Tier", tiers),
        ask.one_of(entered, "kind", "What happens?", ways, live=True),
        ask.person(desk, site, entered, "person", "Who?"),
    ]
    if entered.pick("kind") == _FOR_ONE:
        fields.append(ask.person(desk, site, entered, "instead_of", "For whom?"))
    own_time = "In your own time zone."
    fields += [
        ask.moment(entered, "start", "From", hint=own_time),
        ask.moment(entered, "end", "Until", hint=own_time),
        ask.write(entered, "note", "Note", TEXT_FITS, "Stands beside it for everybody to read.", optional=True),
    ]
    return ask.form("standin_new", "Stand-in", fields)


def _read(desk: Desk, entered: Entered) -> Edit:
    site = site_of(desk)
    tier = next((one for one in TIERS if one.value == entered.pick("tier")), None)
    if tier is None:
        reading.missing("tier", "Choose a tier.")
    way = WAYS.get(entered.pick("kind"))
    if way is None:
        reading.missing("kind", "Choose what happens.")
    instead_of = reading.picked(entered, "instead_of", "Choose for whom.", "kind") if way.instead else None
    override = Override(
        desk.draft,
        way.kind,
        reading.needed_moment(entered, "start"),
        reading.needed_moment(entered, "end"),
        reading.picked(entered, "person", "Choose who."),
        instead_of,
        entered.text("note"),
    )
    return said_at(
        lambda directory, at: add_override(directory, at, site.id, tier, override),
        lambda field: "person" if field == "override" else field,
    )


def _end_form(desk: Desk, entered: Entered | None) -> Form:
    site, tier = site_of(desk), tier_of(part(desk, 1))
    rota = site.rotas.get(tier, Rota())
    found = next((one for one in rota.overrides if one.id == part(desk, 2) and one.end > desk.at), None)
    if found is None:
        raise Gone
    what = "It ends now; what was so far stays." if found.start < desk.at else "It has not begun, and is dropped."
    return ask.sure("standin_end", "End it?", (f"{in_words(found, desk.directory, site.zone)}.", what), "End it")


def _end(desk: Desk, entered: Entered) -> Edit:
    site_id, tier = site_of(desk).id, tier_of(part(desk, 1))
    return lambda directory, at: end_override(directory, at, site_id, tier, part(desk, 2))


def _subject(desk: Desk) -> str:
    return f"overrides:{part(desk, 0)}:{tier_of(part(desk, 1)).value}" if part(desk, 1) else ""


KINDS = (
    Kind("standin_new", _form, _read, subject=_subject),
    Kind("standin_end", _end_form, _end, subject=_subject),
)
