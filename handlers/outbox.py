"""What has to be sent because of a decision: pages, the raiser's card, the channel, lines to those who must know.

Everything here goes into the same transaction as the decision (principle 4); nothing here talks to a platform.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from domain import timeline as t
from domain.escalation import Decision, Escalation, State
from domain.page import Delivery, Kind, Message, Ref, edit_rank, rank_of
from domain.severity import Severity
from domain.site import Directory, Site
from handlers.notices import Notice, notices
from handlers.ports import UnitOfWork
from handlers.thread import thread_words

PLATFORM = "slack"
VIEW = "view"
RARELY = timedelta(minutes=10)
_ANSWERS = frozenset({t.Acknowledged, t.OnTheWay, t.WithThem, t.OwnerChanged})
# A line with one of these changes with its escalation; any other is said once and never drawn again, since Slack
# limits edits for the whole workspace.
_CHANGES = ("answer", "while_open", "card")
_UNSEEN = (Delivery.CANCELLED, Delivery.FAILED)


def keep(uow: UnitOfWork, decision: Decision, directory: Directory, site: Site, at: datetime) -> None:
    """Put everything that this decision calls for into the outbox."""
    if all(isinstance(entry, t.Denied) for entry in decision.entries):
        return
    fresh_card = _card_anew(decision)
    if not any(isinstance(entry, t.EscalationRaised) for entry in decision.entries):
        # What was only just raised has nothing out yet, and its raiser waits for every statement.
        _outdate(uow, decision, at, fresh_card)
    cards = _responders_cards(uow, decision, directory, at)
    uow.messages.add([*_messages(decision, directory, site, at, fresh_card), *cards])


def _responders_cards(uow: UnitOfWork, decision: Decision, directory: Directory, at: datetime) -> list[Message]:
    """Who answers without a page of their own (*I can help*, App Home, a list) still needs the next taps."""
    e = decision.escalation
    if not _ANSWERS & {type(entry) for entry in decision.entries}:
        return []
    rows = uow.messages.of_escalation(e.id)
    paged = {row.person_id for row in rows if row.kind == Kind.PAGE and not row.list_id and row.state not in _UNSEEN}
    people = [answer.person_id for answer in e.answers if answer.person_id not in paged]
    return [_to_person(directory, e, Kind.TOLD, f"own:{e.id}:{p}", p, at, {"card": "yes"}) for p in people]


def _outdate(uow: UnitOfWork, decision: Decision, at: datetime, fresh_card: str | None) -> None:
    """What is out already makes way for what comes now, or is drawn anew."""
    e = decision.escalation
    if decision.cancels_pages:
        uow.messages.cancel_pages(e.id, below_epoch=e.epoch if e.epoch_open else e.epoch + 1)
    people = [order.person_id for order in decision.pages]
    if people:
        uow.messages.supersede(e.id, Kind.PAGE, people, at)
        uow.messages.drop_unsent(e.id, people)
    if fresh_card:
        uow.messages.supersede(e.id, Kind.RAISER_CARD, [e.raiser_id], at)
    uow.messages.redraw(e.id, at, edit_rank(e.severity))


def _messages(
    decision: Decision, directory: Directory, site: Site, at: datetime, fresh_card: str | None
) -> Iterable[Message]:
    e = decision.escalation
    told = list(notices(decision, directory, site))
    notes = {notice.person_id: notice.words for notice in told if notice.with_page}
    paged = {order.person_id for order in decision.pages}
    for order in decision.pages:
        key = f"page:{e.id}:{order.epoch}:{order.round}:{order.person_id}:{PLATFORM}"
        detail = {"times": str(order.times), "note": notes.get(order.person_id, "")}
        rank = rank_of(Kind.PAGE, e.severity, order.times)
        yield _to_person(directory, e, Kind.PAGE, key, order.person_id, at, detail, rank, order.epoch, order.round)
    if fresh_card:
        key = f"card:{e.id}:{e.version}"
        yield _to_person(directory, e, Kind.RAISER_CARD, key, e.raiser_id, at, {"why": fresh_card})
    for notice in told:
        if not (notice.with_page and notice.person_id in paged):
            yield _told(directory, e, notice, at)
    yield from _channel(decision, site, at)


def opaque(key: str) -> str:
    """The id of a message: stands in the platform's metadata, so it says nothing of anybody (Slack limit)."""
    return uuid5(NAMESPACE_URL, key).hex


def _told(directory: Directory, e: Escalation, notice: Notice, at: datetime) -> Message:
    key = f"told:{e.id}:{notice.seq}:{notice.person_id}"
    if notice.rare:
        window = int(at.timestamp() // RARELY.total_seconds())
        key = f"rare:{e.site_id}:{notice.person_id}:{window}:{notice.words}"
    detail = {"words": notice.words, "quote": notice.quote, "answer": "yes" if notice.answer else ""}
    if notice.while_open:
        detail["while_open"] = "yes"
    return _to_person(directory, e, Kind.TOLD, key, notice.person_id, at, detail)


def _to_person(
    directory: Directory,
    e: Escalation,
    kind: Kind,
    key: str,
    person_id: str,
    at: datetime,
    detail: dict[str, str],
    rank: int | None = None,
    epoch: int = 0,
    round_: int = 0,
) -> Message:
    person = directory.person(person_id)
    return Message(
        id=opaque(key),
        key=key,
        kind=kind,
        target=(person.dm_id or person.user_id) if person else person_id,
        rank=rank_of(kind, e.severity) if rank is None else rank,
        due_at=at,
        escalation_id=e.id,
        site_id=e.site_id,
        person_id=person_id,
        epoch=epoch or e.epoch,
        round=round_,
        detail={name: value for name, value in detail.items() if value},
        superseded=kind == Kind.TOLD and not any(detail.get(name) for name in _CHANGES),
        made_at=at,
    )


def modal_card(e: Escalation, external_id: str, at: datetime) -> Message:
    """The open dialog as a second card; it is there already, so it is only ever redrawn (screens.md rule 5)."""
    key = f"modal:{e.id}:{external_id}"
    return Message(
        id=opaque(key),
        key=key,
        kind=Kind.MODAL_CARD,
        target=external_id,
        rank=rank_of(Kind.MODAL_CARD, e.severity),
        due_at=at,
        escalation_id=e.id,
        site_id=e.site_id,
        person_id=e.raiser_id,
        state=Delivery.SENT,
        ref=Ref(VIEW, external_id),
        made_at=at,
    )


def _card_anew(decision: Decision) -> str | None:
    """Why the raiser's card is posted anew, so that it is noticed; None where an edit will do (screens.md rule 4)."""
    e = decision.escalation
    kinds = {type(entry) for entry in decision.entries}
    if t.EscalationRaised in kinds:
        return "raised"
    if kinds & {t.Resolved, t.OkAskedAgain}:
        return "ok"
    if e.severity == Severity.VIOLENT or not e.open:
        return "reopened" if t.Reopened in kinds and e.severity < Severity.VIOLENT else None
    if kinds & {t.CheckAsked, t.CheckMissed}:
        return "check"
    if any(isinstance(entry, t.WordsSaid) and entry.by == e.raiser_id for entry in decision.entries):
        return "words"
    if e.severity == Severity.THREATENING:
        return None
    return "news" if _news_worth_a_sound(decision, kinds) else None


def _news_worth_a_sound(decision: Decision, kinds: set[type[t.Entry]]) -> bool:
    """UPSET and ABUSIVE: the first acknowledgement, a lost one, and "nobody has answered"."""
    e = decision.escalation
    if kinds & {t.RaiserTold, t.AnswerWentStale, t.Reopened}:
        return True
    if t.Acknowledged in kinds or t.OnTheWay in kinds or t.WithThem in kinds:
        return len(e.answers) == 1 and t.EpochClosed in kinds
    return t.PassedOn in kinds and e.state == State.PAGING and t.EpochReopened in kinds


def _channel(decision: Decision, site: Site, at: datetime) -> Iterable[Message]:
    """Nothing goes into any channel from a silent place, or about a colleague (screens.md rules 11, 12)."""
    e = decision.escalation
    if not site.channel_id or e.silent or e.about_colleague:
        return
    yield _in_channel(e, site, Kind.CHANNEL_CARD, f"channel:{e.id}", at, {})
    for why in _calls(decision):
        yield _in_channel(e, site, Kind.CHANNEL_CALL, f"call:{e.id}:{why}", at, {"why": why})
    first = e.version - len(decision.entries) + 1
    for seq, entry in enumerate(decision.entries, first):
        if words := thread_words(entry):
            detail = {"words": words, "by": entry.by or "", "person": str(getattr(entry, "person_id", ""))}
            yield _in_channel(e, site, Kind.THREAD, f"thread:{e.id}:{seq}", at, detail)


def _calls(decision: Decision) -> Iterable[str]:
    e = decision.escalation
    kinds = {type(entry) for entry in decision.entries}
    if e.severity == Severity.VIOLENT and kinds & {t.EscalationRaised, t.SeverityRaised}:
        yield "violent"
    if t.WentUnanswered in kinds:
        yield "unanswered"


def _in_channel(e: Escalation, site: Site, kind: Kind, key: str, at: datetime, detail: dict[str, str]) -> Message:
    return Message(
        id=opaque(key),
        key=key,
        kind=kind,
        target=site.channel_id,
        rank=rank_of(kind, e.severity),
        due_at=at,
        escalation_id=e.id,
        site_id=e.site_id,
        detail={name: value for name, value in detail.items() if value},
        superseded=kind == Kind.THREAD,
        made_at=at,
    )
