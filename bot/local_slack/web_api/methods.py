"""The table of Web API methods that there are."""

from __future__ import annotations

from collections.abc import Callable

from bot.local_slack.settings import Json
from bot.local_slack.web_api import (
    auth,
    blocks,
    chat,
    conversations,
    files,
    history,
    reactions,
    usergroups,
    users,
    views,
)
from bot.local_slack.web_api.arguments import Call

METHODS: dict[str, Callable[[Call], Json]] = {
    "apps.connections.open": auth.connections_open,
    "auth.test": auth.test,
    "blocks.validate": blocks.validate,
    "bots.info": auth.bots_info,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": history.history,
    "conversations.info": conversations.info,
    "conversations.join": conversations.join,
    "conversations.list": conversations.list_all,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_conversation,
    "conversations.replies": history.replies,
    "conversations.setTopic": conversations.set_topic,
    "files.completeUploadExternal": files.complete_upload,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.info": files.info,
    "reactions.add": reactions.add,
    "team.info": auth.team_info,
    "usergroups.list": usergroups.list_all,
    "usergroups.users.list": usergroups.users_list,
    "usergroups.users.update": usergroups.users_update,
    "users.conversations": conversations.of_user,
    "users.info": users.info,
    "users.list": users.list_all,
    "users.lookupByEmail": users.lookup_by_email,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
