"""files.*: announcing, completing and describing files; their bytes come and go in `transfers`."""

from __future__ import annotations

import time
from typing import Any

from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused, missing, with_messages
from bot.local_slack.web_api.sharing import share, targets_of
from bot.local_slack.workspace.files import StoredFile

ALT_TEXT = 1000


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal: a name and a size for an address to which the bytes may be posted."""
    name = call.required("filename")
    size = _size(call)
    alt_text = call.text("alt_txt")
    if len(alt_text) > ALT_TEXT:
        raise Refused("alt_txt_too_large")
    files = call.space.files
    file, ticket = files.expect(name, size, call.app.bot_user_id, call.app.now(), alt_text)
    return {"upload_url": f"{files.origin}/upload/v1/{ticket}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: file_not_found without their bytes; the files are the app's own and private
    unless they are shared. The answer does not name where: at Slack that happens a moment later."""
    asked = call.structure("files", "invalid_arguments")
    if not isinstance(asked, list) or not asked:
        raise missing("files")
    places = targets_of(call)
    found = [_uploaded(call, each) for each in asked]
    for file, title in found:
        file.title = title
        file.ready_at = time.monotonic() + call.app.file_processing
    answer = {"files": [_as_slack(call, file) for file, _ in found]}
    share(call, places, [file for file, _ in found])
    call.space.touch()
    return answer


def info(call: Call) -> Json:
    """files.info: a complete file; its types are empty until Slack has looked at it."""
    file = call.space.files.find(call.required("file"))
    if file is None:
        raise Refused("file_not_found")
    return {"file": _as_slack(call, file), "comments": [], "response_metadata": {"next_cursor": ""}}


def _size(call: Call) -> int:
    try:
        size = int(call.required("length"))
    except ValueError:
        raise with_messages("invalid_arguments", ["[ERROR] must provide an integer [json-pointer:/length]"]) from None
    if size <= 0:
        raise Refused("missing_argument")
    return size


def _uploaded(call: Call, asked: Any) -> tuple[StoredFile, str]:
    file = call.space.files.uploaded(str(asked.get("id"))) if isinstance(asked, dict) else None
    if file is None:
        raise Refused("file_not_found")
    return file, str(asked.get("title") or file.name)


def _as_slack(call: Call, file: StoredFile) -> Json:
    return file.as_slack(call.app, call.space.files.origin)
