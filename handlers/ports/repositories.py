"""What is kept: escalations, the outbox, notes, people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.escalation import Escalation
from domain.note import Account, EarlierNote, Note
from domain.page import Claim, Delivery, Kind, Message, Ref
from domain.people import Person
from domain.site import Directory
from domain.store_errors import CommitUnknown as CommitUnknown
from domain.store_errors import Conflict as Conflict
from domain.store_errors import DuplicateIntake as DuplicateIntake
from domain.store_errors import StoreUnavailable as StoreUnavailable
from domain.timeline import Entry


class Escalations(Protocol):
    """Escalations and their timelines."""

    def get(self, escalation_id: str) -> Escalation | None:
        """The escalation; in a writing unit of work its row stays locked until the end (lock order: this first)."""

    def by_intake(self, key: str) -> Escalation | None:
        """What this intake key became."""

    def by_reference(self, reference: str) -> Escalation | None:
        """The newest escalation with this short reference."""

    def add(self, escalation: Escalation, entries: Sequence[Entry], due_at: datetime | None, intake_key: str) -> None:
        """A new escalation. Raises DuplicateIntake where the key is taken."""

    def save(self, escalation: Escalation, entries: Sequence[Entry], due_at: datetime | None) -> None:
        """The escalation after `entries`. Raises Conflict unless the stored version is `version - len(entries)`."""

    def rearm(self, escalation_id: str, due_at: datetime) -> None:
        """Set only the next instant to look at it: the auditor's repair."""

    def timeline(self, escalation_id: str) -> list[Entry]:
        """All entries, oldest first."""

    def due(self, at: datetime, limit: int) -> list[str]:
        """Ids of escalations to look at by `at`, worst first, then longest due."""

    def next_due_at(self) -> datetime | None:
        """The earliest `due_at` of all; one index look-up."""

    def unarmed(self) -> list[str]:
        """Ids of open escalations without a `due_at`: there must be none (invariant 3)."""

    def overdue(self, before: datetime) -> int:
        """How many have been due since before this instant."""

    def take_turn(self, raiser_id: str) -> None:
        """Raises of one raiser come one after the other, until the end of this unit of work: what is read from here
        on shows every earlier one (reliability.md F16)."""

    def open_of_raiser(self, person_id: str) -> list[Escalation]:
        """This raiser's open escalations, newest first."""

    def open_at(self, site_id: str | None = None) -> list[Escalation]:
        """Open escalations (of one site), worst first, then oldest."""

    def raised_at_place(self, site_id: str, place_id: str, since: datetime) -> list[Escalation]:
        """Open escalations raised at this place since then, oldest first."""

    def responding(self, person_ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
        """For each of these people who is a responder of an open escalation: its (id, reference)."""

    def notes_due(self, person_id: str) -> list[Escalation]:
        """Resolved escalations whose note this person still owes, oldest first."""

    def last_places(self) -> Mapping[str, tuple[str, str]]:
        """For each raiser the (site, place) they last raised at: the prefill."""


class Messages(Protocol):
    """The outbox."""

    def get(self, message_id: str) -> Message | None:
        """One message."""

    def add(self, messages: Sequence[Message]) -> None:
        """Insert; a message whose key exists already is left out silently (invariant 5)."""

    def of_escalation(self, escalation_id: str) -> list[Message]:
        """All messages of an escalation, oldest first."""

    def of_list(self, list_id: str) -> list[Message]:
        """The pages that a LIST carries."""

    def these(self, message_ids: Sequence[str]) -> list[Message]:
        """Those of these messages that there are, oldest first."""

    def redraw_these(self, message_ids: Sequence[str], at: datetime, rank: int) -> None:
        """As `redraw`, for messages that show no escalation; an id that there is not is left out."""

    def cancel_pages(self, escalation_id: str, below_epoch: int) -> None:
        """Pages of epochs below this that are DUE will not be sent (invariant 6)."""

    def drop_unsent(self, escalation_id: str, person_ids: Iterable[str]) -> None:
        """Older pages to these people still DUE make way for the one that comes now (reliability.md F51)."""

    def supersede(self, escalation_id: str, kind: Kind, person_ids: Iterable[str], at: datetime) -> None:
        """Older messages of this kind to these people become stubs: superseded, wanted + 1, due now where posted."""

    def redraw(self, escalation_id: str, at: datetime, rank: int) -> None:
        """Everything that shows this escalation is out of date: wanted + 1, due now where posted and not in hand.

        Stubs that already show as stubs, and cancelled or failed ones, stay as they are. A LIST that carries a page
        of this escalation is redrawn with it.
        """

    def crowded(self, at: datetime, more_than: int) -> Mapping[str, list[Message]]:
        """People with pages of more than this many escalations DUE by `at`, and those pages."""

    def waiting_list(self, person_id: str) -> Message | None:
        """The LIST to this person that has not gone out yet: further pages travel in it too (P25)."""

    def carry(self, page_ids: Sequence[str], list_id: str) -> None:
        """These DUE pages travel in that LIST: CARRIED, no longer due; it is as urgent as the worst of them."""

    def claim(self, at: datetime, limit: int) -> list[Claim]:
        """Claim up to `limit` due messages, lowest rank first, one per target, none that is muted.

        One transaction: token + 1, attempts + 1, SENDING, lease of 10 s, due again when the lease ends. A message found
        SENDING with a lease run out, or UNKNOWN, is claimed for LOOK_UP; one that is SENT and out of date for EDIT.
        The page's epoch is still open, as of this transaction (invariant 6).
        """

    def record_shown(self, claim: Claim, ref: Ref, at: datetime, redraw_at: datetime | None) -> bool:
        """Posted or redrawn: SENT with `ref`, shown = the claim's wanted; due at once if wanted has moved on,
        else at `redraw_at`; where an edit that was given up may still land and undo this, once more when it no longer
        can (reliability.md F58). False, and no change, where the token is no longer held (invariant 11). A LIST's
        pages become SENT with it."""

    def record_not_sent(self, claim: Claim, state: Delivery, due_at: datetime | None) -> bool:
        """Definitely not sent: DUE (or SENT, for an edit) again at `due_at`, or FAILED or CANCELLED for good."""

    def record_unknown(self, claim: Claim, due_at: datetime) -> bool:
        """It may have arrived: UNKNOWN, unknowns + 1, to be looked up at `due_at`; an edit stays SENT and is made again
        then, and once more when the one that was given up can no longer land."""

    def post_again(self, claim: Claim, at: datetime) -> bool:
        """Looked up and not found: DUE again now if it is no page, or its epoch is open; else CANCELLED."""

    def mute(self, target: str, until: datetime) -> None:
        """Nothing is claimed for this target before then (Slack's Retry-After)."""

    def next_due_at(self) -> datetime | None:
        """The earliest `due_at` of all."""

    def overdue(self, before: datetime) -> int:
        """How many have been due since before this instant."""

    def last_answer_at(self) -> datetime | None:
        """When a message last reached the platform."""


class Notes(Protocol):
    """Resolution notes, kept as they are entered."""

    def get(self, escalation_id: str) -> Note | None:
        """The note as it stands."""

    def keep(self, note: Note, at: datetime) -> None:
        """Insert or replace."""

    def keep_earlier(self, earlier: EarlierNote) -> None:
        """The finished note as it stood before an amendment, in the transaction that amends it."""

    def earlier(self, escalation_id: str) -> list[EarlierNote]:
        """Finished versions before the present one, oldest first."""

    def keep_account(self, account: Account) -> None:
        """Somebody's own account; each person has one for an escalation, and replaces only their own."""

    def accounts(self, escalation_id: str) -> list[Account]:
        """Own accounts, oldest first."""


class People(Protocol):
    """The site file as applied, and what is known of each person's account."""

    def directory(self) -> Directory:
        """Everything, as of its version."""

    def version(self) -> int:
        """The version alone: one cheap look-up."""

    def hold(self) -> None:
        """From here to the end of this unit of work nobody else changes the directory: what is read from here on is
        still so when it is written. Moves the version, also where nothing is changed in the end."""

    def apply(self, directory: Directory) -> int:
        """Replace all sites and listed people; DM channels, accounts' state and test dates of people who stay are
        kept, strangers too. Gives the new version."""

    def keep_dm(self, person_id: str, dm_id: str) -> None:
        """Keep the DM channel of a person."""

    def keep_account(self, person_id: str, deactivated: bool, guest: bool) -> None:
        """Keep what the platform says of the account."""

    def keep_tested(self, person_id: str, at: datetime) -> None:
        """The person's phone rang when tested."""

    def tested_at(self) -> Mapping[str, datetime]:
        """When each person last tested their phone."""

    def add_stranger(self, person: Person) -> None:
        """Somebody of the workspace whom no site names (reliability.md, "others" may raise). No-op where known."""

    def keep_home_opened(self, person_id: str, at: datetime) -> None:
        """The person has looked at App Home."""

    def homes_opened(self, since: datetime) -> list[str]:
        """People who have opened App Home since then."""

    def take_event(self, key: str, at: datetime) -> bool:
        """True the first time this event or delivery key is seen, in the same transaction (reliability.md F05)."""
