"""views.*: opening, changing and stacking modals, publishing home tabs."""

from __future__ import annotations

import json
from typing import Any

from bot.local_slack.block_kit import fill_in_view, view_problems
from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused, missing, with_messages
from bot.local_slack.web_api.pictures import may_take_files, picture_problems
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.passes import Trigger
from bot.local_slack.workspace.screens import STACK_LIMIT, new_hash
from bot.local_slack.workspace.view import View

VIEW_BYTES = 250 * 1024
WRONG_ROOT = "must match the `type` of the root view whose stack we're pushing onto"


def open_view(call: Call) -> Json:
    """views.open: a modal in front of the person whose trigger id this is."""
    return _show(call, push=False)


def push(call: Call) -> Json:
    """views.push: on top of the modal in which the trigger id came about; three at most."""
    return _show(call, push=True)


def update(call: Call) -> Json:
    """views.update: by view id or external id; not_found once the person has closed it."""
    payload = view_argument(call)
    if not call.given("view_id") and not call.given("external_id"):
        raise missing("view_id")
    view = call.space.screens.find(call.text("view_id"), call.text("external_id"))
    if view is None:
        raise Refused("not_found")
    _same_hash(call, view)
    return {"view": _answer(call.space, redraw(call.space, view, payload))}


def publish(call: Call) -> Json:
    """views.publish: the home tab of one person."""
    user = call.required("user_id")
    payload = view_argument(call)
    if payload["type"] != "home":
        raise with_messages("invalid_arguments", ["[ERROR] must be a home view [json-pointer:/view/type]"])
    if user not in call.space.members:
        raise with_messages("invalid_arguments", ["[ERROR] invalid `user_id` [json-pointer:/user_id]"])
    before = call.space.screens.homes.get(user)
    if before is not None:
        _same_hash(call, before)
    view_id = before.id if before else call.space.screens.new_id()
    view = make_view(call.space, user, payload, view_id, stack=[])
    call.space.screens.publish(view)
    call.space.touch()
    return {"view": _answer(call.space, view)}


def view_argument(call: Call) -> Json:
    """Give the `view` argument, checked against Block Kit's limits."""
    if not call.given("view"):
        raise missing("view")
    return check_view(call.space, call.structure("view", "invalid_arguments"))


def check_view(space: Workspace, payload: Any) -> Json:
    """Give a view payload back when Slack would take it."""
    problems = view_problems(payload) or picture_problems(space, payload["blocks"], "/view/blocks")
    if problems:
        raise with_messages("invalid_arguments", problems)
    may_take_files(space, payload["blocks"])
    if len(json.dumps(payload).encode()) > VIEW_BYTES:
        raise Refused("view_too_large")
    checked: Json = payload
    return checked


def make_view(space: Workspace, user: str, payload: Json, view_id: str, stack: list[View]) -> View:
    """Make Slack's view object out of a checked payload."""
    external = str(payload.get("external_id", ""))
    other = space.screens.find(None, external)
    if other is not None and other.id != view_id:
        raise Refused("duplicate_external_id")
    whole = fill_in_view(payload) | {
        "team_id": space.app.team_id,
        "app_id": space.app.app_id,
        "app_installed_team_id": space.app.team_id,
        "bot_id": space.app.bot_id,
        "root_view_id": stack[0].id if stack else view_id,
        "previous_view_id": stack[-1].id if stack else None,
    }
    return View(view_id, payload["type"], user, new_hash(space.app.now()), whole)


def redraw(space: Workspace, view: View, payload: Json) -> View:
    """Draw an open view anew, keeping its id and its place in the stack."""
    if payload["type"] != view.kind:
        raise with_messages("invalid_arguments", [f"[ERROR] {WRONG_ROOT} [json-pointer:/view/type]"])
    drawn = make_view(space, view.owner, payload, view.id, stack=[])
    for key in ("root_view_id", "previous_view_id"):
        drawn.payload[key] = view.payload[key]
    space.screens.replace(drawn)
    space.touch()
    return drawn


def stack_view(space: Workspace, user: str, payload: Json, *, on_top: bool) -> View:
    """Put a new modal in front of a person: alone, or on top of those that are open."""
    stack = space.screens.modals[user] if on_top else []
    if len(stack) >= STACK_LIMIT:
        raise Refused("push_limit_reached")
    view = make_view(space, user, payload, space.screens.new_id(), stack)
    space.screens.show(view, push=on_top)
    space.touch()
    return view


def _show(call: Call, *, push: bool) -> Json:
    name = call.required("trigger_id")
    payload = view_argument(call)
    if payload["type"] != "modal":
        raise with_messages("invalid_arguments", ["[ERROR] must be a modal view [json-pointer:/view/type]"])
    trigger = call.space.triggers.check(name)
    if not isinstance(trigger, Trigger):
        raise Refused(trigger)
    open_views = [view.id for view in call.space.screens.modals[trigger.user]]
    if push and trigger.view_id not in open_views:
        raise Refused("invalid_trigger_id")
    view = stack_view(call.space, trigger.user, payload, on_top=push)
    trigger.spent = True
    return {"view": _answer(call.space, view)}


def _same_hash(call: Call, view: View) -> None:
    if call.given("hash") and call.text("hash") != view.hash:
        raise Refused("hash_conflict")


def _answer(space: Workspace, view: View) -> Json:
    return view.as_slack(space.screens.values[view.id])
