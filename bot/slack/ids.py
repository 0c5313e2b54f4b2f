"""The names that Slack hands back to us: actions, views, commands, the shortcut. Held against app.yaml by a test."""

from __future__ import annotations

COMMAND = "/escalate"
ON_CALL = "/oncall"
SHORTCUT = "get_help"
METADATA_EVENT = "stepin_message"
SCOPES = (
    "chat:write",
    "commands",
    "im:write",
    "im:history",
    "users:read",
    "channels:history",
    "groups:history",
    "files:read",
    "files:write",
)
# Of use only to a site that wishes its topic, or a user group, kept in step with who is on call.
TOPIC_SCOPES = ("channels:read", "groups:read", "channels:write.topic", "groups:write.topic")
GROUP_SCOPES = ("usergroups:read", "usergroups:write")


def view_id_for(key: str) -> str:
    """The external id of the raise dialog that was opened with this intake key (Slack limit: 255)."""
    return f"raise-{key}"
