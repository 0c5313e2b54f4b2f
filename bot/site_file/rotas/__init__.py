"""Who takes turns in the tiers of a site, in both directions: `layers.py`, `overrides.py`, and their revisions here.

`layers` says what holds now, from `holds_from` on; `history` what held before, so that nothing that was moves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from bot.site_file.mistakes import did_you_mean
from bot.site_file.naming import Everybody, Ids
from bot.site_file.records import Record
from bot.site_file.rotas.layers import LAYER_FIELDS, layers_fields, read_layers
from bot.site_file.rotas.overrides import OVERRIDE_FIELDS, overrides_fields, read_overrides
from bot.site_file.spans import check_order, read_since, since_fields
from bot.site_file.times import Zone
from domain.policy import Group
from domain.rota import Revision, Rota

ROTA_FIELDS = ("holds_from", "layers", "overrides", "history")
HISTORY_FIELDS = ("from", "layers")

_Groups = Mapping[Group, tuple[str, ...]]

__all__ = ["HISTORY_FIELDS", "LAYER_FIELDS", "OVERRIDE_FIELDS", "ROTA_FIELDS", "read_rotas", "rotas_fields"]


def read_rotas(site: Record, site_id: str, groups: _Groups, people: Everybody, zone: Zone) -> dict[Group, Rota]:
    """The rotas of a site by tier. `groups` are the people of each, among whom everybody who takes turns must be."""
    known = [group.value for group in Group if group is not Group.BACKUP]
    rotas: dict[Group, Rota] = {}
    for key, record in site.named_records("rotas", ROTA_FIELDS, f"{site.where} > rotas"):
        if key not in known:
            remedy = did_you_mean(key, known, f"Rotas are of {', '.join(known)}.")
            record.wrong("", f'There is no tier "{key}".', remedy)
            continue
        rotas[Group(key)] = _read_rota(record, people, zone, _scope(site_id, key))
        _check_belong(record, key, rotas[Group(key)], groups.get(Group(key), ()))
    return rotas


def _scope(site_id: str, tier: str) -> str:
    return f"{site_id}:{tier}"


def _read_rota(record: Record, people: Everybody, zone: Zone, scope: str) -> Rota:
    records = record.listed_records("history", HISTORY_FIELDS)
    revisions = [
        Revision(read_since(each, "from", zone), read_layers(each, people, zone, past=True)) for each in records
    ]
    if record.has("layers"):
        revisions.append(Revision(read_since(record, "holds_from", zone), read_layers(record, people, zone)))
    elif record.has("history") or record.has("holds_from"):
        record.wrong("layers", "This is missing.", "Write what holds now below `layers:`.")
    since = [revision.holds_from for revision in revisions]
    check_order(records[1:], "from", since[: len(records)])
    if records:
        check_order([record], "holds_from", since[len(records) - 1 :])
    return Rota(tuple(revisions), read_overrides(record, people, zone, Ids(scope)))


def _check_belong(record: Record, tier: str, rota: Rota, belong: Collection[str]) -> None:
    """The list of a tier is everybody who belongs to it. Imported calendars change by themselves and may be ahead."""
    layers = rota.revisions[-1].layers if record.has("layers") else ()
    for person in dict.fromkeys(person for layer in layers for person in layer.people if person not in belong):
        remedy = f"Add {person} to `{tier}:` of the site, which names everybody who belongs to it."
        record.wrong("layers", f"{person} takes turns here but does not belong to {tier}.", remedy)


def rotas_fields(rotas: Mapping[Group, Rota], site_id: str, zone: Zone) -> dict[str, Any]:
    """What the file says of the rotas of a site."""
    tiers = (group for group in Group if group in rotas)
    return {tier.value: _rota_fields(rotas[tier], zone, _scope(site_id, tier.value)) for tier in tiers}


def _rota_fields(rota: Rota, zone: Zone, scope: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for revision in rota.revisions[-1:]:
        fields |= since_fields("holds_from", revision.holds_from, zone)
        fields["layers"] = layers_fields(revision.layers, zone)
    rest = {
        "overrides": overrides_fields(rota.overrides, zone, Ids(scope)),
        "history": [
            since_fields("from", earlier.holds_from, zone) | {"layers": layers_fields(earlier.layers, zone)}
            for earlier in rota.revisions[:-1]
        ],
    }
    return fields | {name: value for name, value in rest.items() if value}
