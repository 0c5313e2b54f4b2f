"""A channel's topic and a user group in Slack: one attempt a call, as the messenger makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack.messenger import SlackMessenger
from bot.slack.text import typed
from handlers.ports import NotSent

# What somebody has to mend before another try is of use. Slack has two words for a group that is not there.
_TO_MEND = {
    "missing_scope": "missing_scope",
    "permission_denied": "no_permission",
    "no_such_subteam": "no_group",
    "subteam_not_found": "no_group",
    "user_is_restricted": "user_is_restricted",
}


class SlackChannels:
    """The Channels of handlers/ports/."""

    def __init__(self, messenger: SlackMessenger) -> None:
        self._messenger = messenger

    def topic(self, channel_id: str) -> str:
        """conversations.info; Slack gives &, < and > as entities, and takes them as they are."""
        channel = self._call("conversations.info", {"channel": channel_id})["channel"]
        return typed(str((channel.get("topic") or {}).get("value", "")))

    def set_topic(self, channel_id: str, words: str) -> None:
        """conversations.setTopic."""
        self._call("conversations.setTopic", {"channel": channel_id, "topic": words})

    def in_group(self, group_id: str) -> tuple[str, ...]:
        """usergroups.users.list."""
        users = self._call("usergroups.users.list", {"usergroup": group_id})["users"]
        return tuple(str(user) for user in users)

    def put_in_group(self, group_id: str, user_ids: Sequence[str]) -> None:
        """usergroups.users.update."""
        self._call("usergroups.users.update", {"usergroup": group_id, "users": ",".join(user_ids)})

    def _call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        # As a form: Slack's methods that only read take no JSON.
        try:
            answer = self._messenger.within(lambda: self._messenger.client.api_call(method, data=dict(arguments)))
        except NotSent as refused:
            if refused.reason in _TO_MEND:
                raise NotSent(_TO_MEND[refused.reason], permanent=True, detail=refused.detail) from refused
            raise
        data: Mapping[str, Any] = answer.data
        return data
