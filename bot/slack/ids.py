"""The names that Slack hands back to us: actions, views, the command, the shortcut. Held against app.yaml by a test."""

from __future__ import annotations

COMMAND = "/escalate"
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


def view_id_for(key: str) -> str:
    """The external id of the raise dialog that was opened with this intake key (Slack limit: 255)."""
    return f"raise-{key}"
