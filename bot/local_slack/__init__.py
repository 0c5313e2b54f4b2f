"""A small honest Slack on loopback: what a newcomer clicks in the demo is what the tests click.

It knows nothing of our code and plays a stranger: the real app talks to it over HTTP, with real signatures,
and is refused wherever Slack would refuse it. The story, with the file for each step:

    roster, settings    who is there, which app is installed, how strict the limits are
    workspace/          conversations, messages, views and permits behind one lock
    act/                a person types, presses, picks, submits, and reads what came of it
    outbound/, sockets  the act goes to the app, signed, and its answer is awaited for three seconds
    web_api/            the app calls back: Slack's methods, argument checks and error codes
    block_kit/          every message and view is held against Block Kit's documented limits
    faults, ledger      failures armed by name; what was called and sent, written down
    server, site, control/  HTTP on 127.0.0.1; the page and outside tests look and act through it
"""

from __future__ import annotations

from bot.local_slack.act.images import ShownImage
from bot.local_slack.act.person import Person
from bot.local_slack.act.shared import SharedFile
from bot.local_slack.ledger import ApiCall, SentEvent
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.roster import Channel, Member, UserGroup
from bot.local_slack.slack import LocalSlack
from bot.local_slack.workspace.files import StoredFile
from bot.local_slack.workspace.message import Message
from bot.local_slack.workspace.pushes import Push
from bot.local_slack.workspace.view import View

__all__ = [
    "ApiCall",
    "Channel",
    "Delivery",
    "LocalSlack",
    "Member",
    "Message",
    "Person",
    "Push",
    "SentEvent",
    "SharedFile",
    "ShownImage",
    "StoredFile",
    "UserGroup",
    "View",
]
