"""The people and rooms a local Slack starts with, as the caller describes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """One account of the workspace.

    `note` is shown on the page only ("Till colleague"); `avatar` is a CSS colour; `deleted` means deactivated.
    """

    id: str
    name: str
    real_name: str = ""
    tz: str = "UTC"
    note: str = ""
    email: str = ""
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    deleted: bool = False
    is_admin: bool = False
    is_bot: bool = False
    avatar: str = "#577590"


@dataclass(frozen=True)
class UserGroup:
    """Several people under one handle ("desk-on-call", mentioned as `<!subteam^ID>`)."""

    id: str
    handle: str
    name: str = ""
    users: Sequence[str] = ()
    is_disabled: bool = False


@dataclass(frozen=True)
class Channel:
    """One channel and the ids of its people; the app's bot is in it unless told otherwise."""

    id: str
    name: str
    members: Sequence[str] = ()
    bot_is_member: bool = True
    is_archived: bool = False
    is_private: bool = False
    topic: str = ""
