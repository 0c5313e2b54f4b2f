"""The three steps in which Slack takes a file, as one call with an honest outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError

from slack_sdk import WebClient
from slack_sdk.errors import SlackRequestError

from handlers.ports import NotSent


def uploading(client: WebClient, name: str, content: bytes, **more: Any) -> Callable[[], Any]:
    """Announce (files.getUploadURLExternal), send the bytes, files.completeUploadExternal: for `messenger.within`."""

    def upload() -> Any:
        try:
            return client.files_upload_v2(filename=name, content=content, **more)
        except HTTPError as refused:
            # Only the second step says no in this way; a file that was not completed is none.
            refused.close()
            raise NotSent(f"http_{refused.code}") from refused
        except SlackRequestError as refused:
            raise NotSent("upload_refused", detail=str(refused)) from refused

    return upload
