"""The judge of a run: what was lost, stuck, late, doubled or wrongly told (reliability.md, "Invariants")."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import timeline as t
from domain.escalation import Escalation, apply, fold
from domain.escalation.state import ENDED
from domain.page import LEASE, Delivery, Kind
from tests.crash.evidence import Case, Evidence, Told
from tests.crash.witness import Seen

# Invariant 4: 2 s is normal, 5 s the worst while an engine and the database are up.
GRACE = timedelta(seconds=5)
_READING_CLOCKS = timedelta(milliseconds=50)
_ANSWERS = (t.Acknowledged, t.OnTheWay, t.WithThem)
_CLOSES = (t.EpochClosed, t.Resolved, t.Withdrawn)


@dataclass(frozen=True)
class Findings:
    """Sentences for everything that is wrong, by kind; `pages`, `doubles` and `unknowns` are figures, not wrongs."""

    wrong: dict[str, list[str]]
    pages: int
    doubles: int
    unknowns: int

    def of(self, kind: str) -> list[str]:
        """What is wrong in this way."""
        return self.wrong.get(kind, [])

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not any(self.wrong.values())

    def __str__(self) -> str:
        lines = [f"{kind}: {sentence}" for kind, sentences in self.wrong.items() for sentence in sentences]
        return "\n".join(lines) or "nothing is wrong"


def judge(evidence: Evidence) -> Findings:
    """Everything that this evidence shows."""
    wrong = {name: list(rule(evidence)) for name, rule in _RULES.items()}
    accepted = Counter(post.page_id for post in evidence.posts)
    unknown = _unknown_outcomes(evidence.seen)
    pages = sum(1 for m in evidence.messages if m.kind in (Kind.PAGE, Kind.LIST) and accepted[m.id])
    doubles = sum(count - 1 for count in accepted.values())
    return Findings(wrong, pages, doubles, sum(unknown.values()))


def lost(evidence: Evidence) -> Iterator[str]:
    """Invariants 1 and 2: answered with success, and no escalation, or nobody called and nobody closed it."""
    for call in evidence.raises:
        if call.told != Told.SUCCESS:
            continue
        found = [case for case in evidence.cases if call.words in case.row.words]
        if not found:
            yield f"{call.words} was answered with success and is not there"
        for case in found:
            if not _was_called(evidence, case) and not _has(case, _CLOSES):
                yield f"{case.row.reference} ({call.words}): no page was accepted and nobody closed it"


def twice(evidence: Evidence) -> Iterator[str]:
    """F01, F02, F05: one call for help is one escalation, however often it was tried."""
    counted = Counter(words for case in evidence.cases for words in case.row.words)
    yield from (f"{words} became {count} escalations" for words, count in counted.items() if count > 1)


def stuck(evidence: Evidence) -> Iterator[str]:
    """Invariants 3 and 4: nobody would look, or nobody has although somebody could."""
    late = evidence.at - GRACE
    for case in evidence.cases:
        if case.row.open and case.due_at is None:
            yield f"{case.row.reference} is open and nobody will look at it"
        if evidence.alive and case.due_at and case.due_at < late:
            yield f"{case.row.reference} is due since {evidence.at - case.due_at}"
    held = {m.target for m in evidence.messages if m.state == Delivery.SENDING and _over(m.lease_until) > evidence.at}
    for m in evidence.messages if evidence.alive else ():
        if m.state == Delivery.SENDING and _over(m.lease_until) < late:
            yield f"{m.kind} {m.id} is in nobody's hands since its lease ended"
        elif m.state in (Delivery.DUE, Delivery.UNKNOWN) and m.due_at is None:
            yield f"{m.kind} {m.id} is {m.state} and nobody will look at it"
        elif m.state != Delivery.SENDING and m.due_at and m.due_at < late and m.target not in held:
            yield f"{m.kind} {m.id} is {m.state} and due since {evidence.at - m.due_at}"


def late_claims(evidence: Evidence) -> Iterator[str]:
    """Invariant 6: claimed for posting after the commit that closed the page's epoch."""
    open_epoch: dict[str, int | None] = {}
    carried: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for m in evidence.messages:
        if m.list_id:
            carried[m.list_id].append((str(m.escalation_id), m.epoch))
    for seen in evidence.seen:
        if seen.subject == "epoch":
            open_epoch[seen.id] = seen.epoch if seen.became == "open" else None
        elif seen.posting and seen.kind in (Kind.PAGE, Kind.LIST):
            needs = carried[seen.id] if seen.kind == Kind.LIST else [(str(seen.escalation_id), seen.epoch)]
            if all(open_epoch.get(escalation, epoch) != epoch for escalation, epoch in needs):
                yield f"{seen.kind} {seen.id} was claimed after its epoch {seen.epoch} had closed"


def doubled(evidence: Evidence) -> Iterator[str]:
    """Invariant 5: accepted more often than once and once more for each outcome recorded as unknown."""
    accepted = Counter(post.page_id for post in evidence.posts)
    unknown = _unknown_outcomes(evidence.seen)
    for page_id, count in accepted.items():
        if count > 1 + unknown[page_id]:
            yield f"{page_id} was accepted {count} times with {unknown[page_id]} unknown outcomes"


def late_calls(evidence: Evidence) -> Iterator[str]:
    """Invariant 11: a call that Slack heard outside of every lease under which it could be made."""
    leases: dict[str, list[datetime]] = defaultdict(list)
    for seen in evidence.seen:
        if seen.posting and seen.lease_until:
            leases[seen.id].append(datetime.fromisoformat(seen.lease_until))
    for post in evidence.posts:
        if not any(-_READING_CLOCKS <= lease - post.at <= LEASE + _READING_CLOCKS for lease in leases[post.page_id]):
            yield f"{post.page_id} was called at {post.at} with the leases {leases[post.page_id]}"


def two_holders(evidence: Evidence) -> Iterator[str]:
    """Invariant 11: claimed by a second holder while the first one's lease ran, or with a token used before."""
    last: dict[str, Seen] = {}
    for seen in evidence.seen:
        if seen.subject != "message" or seen.became != "sending":
            continue
        before = last.get(seen.id)
        if before and seen.token <= before.token:
            yield f"{seen.id} was claimed with token {seen.token} after {before.token}"
        if before and seen.was == "sending" and _begun(seen) + _READING_CLOCKS < _begun(before) + LEASE:
            yield f"{seen.id} was claimed again while its lease ran"
        last[seen.id] = seen


def unfolded(evidence: Evidence) -> Iterator[str]:
    """Invariant 12: the timeline folded is the row."""
    for case in evidence.cases:
        if not case.timeline or fold(case.timeline) != case.row:
            yield f"{case.row.reference}: its {len(case.timeline)} entries do not fold into its row"


def two_owners(evidence: Evidence) -> Iterator[str]:
    """Invariant 7: the first answer of an epoch owns it, nobody acknowledges a closed one, and none closes twice."""
    for case in evidence.cases:
        for before, entry, after in _steps(case):
            owner = before.owner_id
            if isinstance(entry, _ANSWERS) and owner is not None and after.owner_id != owner:
                yield f"{case.row.reference}: {after.owner_id} took it from {owner}"
            if isinstance(entry, t.Acknowledged) and not before.epoch_open:
                yield f"{case.row.reference}: {entry.by} acknowledged a closed epoch"
            if isinstance(entry, t.EpochClosed) and not before.epoch_open:
                yield f"{case.row.reference}: epoch {before.epoch} closed twice"
            if before.state in ENDED and isinstance(entry, _ANSWERS):
                yield f"{case.row.reference}: {entry.by} answered what was over"


def false_success(evidence: Evidence) -> Iterator[str]:
    """Invariant 2 for answers: taken without a word, and neither recorded nor beaten by somebody else's."""
    cases = {case.row.id: case for case in evidence.cases}
    for answer in evidence.answers:
        case = cases.get(answer.escalation_id)
        if answer.told != Told.SUCCESS:
            continue
        if case is None or not (_answered_by(case, answer.person_id) or _has(case, _CLOSES)):
            yield f"{answer.person_id}'s answer to {answer.escalation_id} was taken and is not there"


def _was_called(evidence: Evidence, case: Case) -> bool:
    ids = {m.list_id or m.id for m in evidence.messages if m.escalation_id == case.row.id and m.kind == Kind.PAGE}
    return any(post.page_id in ids for post in evidence.posts)


def _has(case: Case, kinds: tuple[type[t.Entry], ...]) -> bool:
    return any(isinstance(entry, kinds) for entry in case.timeline)


def _answered_by(case: Case, person_id: str) -> bool:
    kinds = (*_ANSWERS, t.OwnerChanged)
    return any(isinstance(entry, kinds) and entry.by == person_id for entry in case.timeline)


def _steps(case: Case) -> Iterator[tuple[Escalation, t.Entry, Escalation]]:
    now = fold(case.timeline[:1])
    for entry in case.timeline[1:]:
        before, now = now, apply(now, entry)
        yield before, entry, now


def _unknown_outcomes(seen: Iterable[Seen]) -> Counter[str]:
    """Of each message how many claims for posting ended so that nobody knows: recorded so, or the lease ran out."""
    unknown: Counter[str] = Counter()
    posting: set[str] = set()
    for one in seen:
        if one.subject != "message":
            continue
        if one.id in posting and one.became in ("unknown", "sending"):
            unknown[one.id] += 1
        posting.discard(one.id)
        if one.posting:
            posting.add(one.id)
    return unknown


def _begun(seen: Seen) -> datetime:
    return datetime.fromisoformat(str(seen.lease_until)) - LEASE


def _over(lease_until: datetime | None) -> datetime:
    assert lease_until is not None, "in hand without a lease"
    return lease_until


_RULES: dict[str, Callable[[Evidence], Iterator[str]]] = {
    "lost": lost,
    "twice": twice,
    "stuck": stuck,
    "late claim": late_claims,
    "doubled": doubled,
    "late call": late_calls,
    "two holders": two_holders,
    "does not fold": unfolded,
    "two owners": two_owners,
    "false success": false_success,
}
