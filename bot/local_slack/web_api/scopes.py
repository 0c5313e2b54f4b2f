"""Which granted scopes each Web API method asks for: any one of a row is enough.

Source: the "Scopes" box of each method's page in Slack's reference.
"""

from __future__ import annotations

CONVERSATION_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
CONVERSATION_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")

TOPIC = {
    "channel": ("channels:write.topic", "channels:manage"),
    "private": ("groups:write.topic", "groups:write"),
    "mpim": ("mpim:write.topic", "mpim:write"),
    "dm": ("im:write.topic", "im:write"),
}

NEEDED: dict[str, tuple[str, ...]] = {
    "auth.test": (),
    "blocks.validate": (),
    "bots.info": ("users:read",),
    "chat.delete": ("chat:write",),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": CONVERSATION_HISTORY,
    "conversations.info": CONVERSATION_READ,
    "conversations.join": ("channels:join",),
    "conversations.list": CONVERSATION_READ,
    "conversations.members": CONVERSATION_READ,
    "conversations.open": ("im:write", "mpim:write"),
    "conversations.replies": CONVERSATION_HISTORY,
    "conversations.setTopic": tuple(scope for scopes in TOPIC.values() for scope in scopes),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "reactions.add": ("reactions:write",),
    "team.info": ("team:read",),
    "usergroups.list": ("usergroups:read",),
    "usergroups.users.list": ("usergroups:read",),
    "usergroups.users.update": ("usergroups:write",),
    "users.conversations": CONVERSATION_READ,
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "users.lookupByEmail": ("users:read.email",),
    "views.open": (),
    "views.publish": (),
    "views.push": (),
    "views.update": (),
}

BY_KIND = {"dm": "im", "mpim": "mpim", "channel": "channels", "private": "groups"}
