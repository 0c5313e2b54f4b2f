"""What can go wrong and is said to a person; each docstring is the sentence that they read."""

from __future__ import annotations


class EscalationError(Exception):
    """That did not work."""

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or (type(self).__doc__ or "").strip())

    @property
    def sentence(self) -> str:
        """What the person reads."""
        return str(self)


class NotAllowed(EscalationError):
    """You can't do this here. Somebody on call or a manager can."""


class NotYourOwn(NotAllowed):
    """You raised this one, so somebody else has to take it. Paging goes on."""


class AlreadyEnded(EscalationError):
    """This one is over already. Nothing was changed."""


class AlreadyTaken(EscalationError):
    """Somebody has it already. You can stop."""


class StillOpen(EscalationError):
    """This one is still open. Nothing was changed."""


class TooLateToUndo(EscalationError):
    """Too late to undo: people have been called. Use "Pressed by mistake" instead."""


class NeedsSecondPerson(EscalationError):
    """Somebody has to see or speak to them first. Tap "I saw them safe" when you have."""


class TooLateToReopen(EscalationError):
    """This ended too long ago. Raise a new one with /escalate."""

    def __init__(self, after: str = "") -> None:
        """`after`: how long what has ended can be reopened, in words."""
        super().__init__(f"This ended over {after} ago. Raise a new one with /escalate." if after else None)


class TextsGone(EscalationError):
    """Names and words of this one were removed, as your site has set. Raise a new one with /escalate."""


class NotLower(EscalationError):
    """Pick a level below the present one."""


class NotHigher(EscalationError):
    """It is at that level already. Paging goes on."""


class ReasonMissing(EscalationError):
    """Say in a few words why it is lower now."""


class UnknownPlace(EscalationError):
    """That place is not in the list of this site. Nothing was changed."""


class NotRecorded(EscalationError):
    """NOT RECORDED. Nobody has been called. Phone now."""


class NoteIncomplete(EscalationError):
    """Some answers are still missing. What you entered is kept."""
