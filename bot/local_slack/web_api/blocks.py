"""blocks.validate: Block Kit's limits as a method of their own, for our own checks (Slack has none such)."""

from __future__ import annotations

from bot.local_slack.block_kit import message_problems, view_problems
from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import missing, with_messages
from bot.local_slack.web_api.pictures import picture_problems


def validate(call: Call) -> Json:
    """blocks.validate: holds `blocks` or a `view` against the limits without posting anything."""
    if not call.given("blocks") and not call.given("view"):
        raise missing("blocks")
    if call.given("view"):
        view = call.structure("view", "invalid_arguments")
        problems = view_problems(view) or picture_problems(call.space, view["blocks"], "/view/blocks")
        error = "invalid_arguments"
    else:
        blocks = call.structure("blocks", "invalid_blocks_format")
        problems = message_problems(blocks) or picture_problems(call.space, blocks, "/blocks")
        error = "invalid_blocks"
    if problems:
        raise with_messages(error, problems)
    return {}
