"""A file that somebody put into a form, read from Slack's own host: nowhere else is the bot's token shown."""

from __future__ import annotations

from urllib.parse import urlsplit

import urllib3

from bot.calendars import CannotFetch
from bot.slack.messenger import DEADLINE, SlackMessenger
from handlers.ports import NotSent, OutcomeUnknown

_MOST_BYTES = 2 * 1024 * 1024
_SLACKS = ("files.slack.com", "slack-files.com")
_NOT_READ = "Slack did not give the file. Put it in again, or give the calendar's address."


def read_file(messenger: SlackMessenger, file_id: str) -> bytes:
    """The bytes of a file, at most 2 MB, within the messenger's deadlines. Raises CannotFetch with a sentence."""
    try:
        answer = messenger.within(lambda: messenger.client.files_info(file=file_id))
        url = str(answer["file"].get("url_private_download") or answer["file"].get("url_private") or "")
        if not of_slack(url, str(messenger.client.base_url)):
            raise CannotFetch(_NOT_READ)
        found: bytes = messenger.within(lambda: _download(url, str(messenger.client.token)))
    except (NotSent, OutcomeUnknown, LookupError):
        raise CannotFetch(_NOT_READ) from None
    return found


def of_slack(url: str, api_url: str) -> bool:
    """Slack's file host over TLS; or where the Web API itself is, for a stand-in on this machine."""
    there, api = urlsplit(url), urlsplit(api_url)
    ours = (there.scheme, there.netloc) == (api.scheme, api.netloc)
    return ours or (there.scheme == "https" and there.hostname in _SLACKS and there.username is None)


def _download(url: str, token: str) -> bytes:
    with urllib3.PoolManager(timeout=DEADLINE, retries=False) as pool:
        # A redirect is Slack's page to sign in: the token is not for whoever stands behind one.
        headers = {"Authorization": f"Bearer {token}"}
        try:
            with pool.request("GET", url, headers=headers, redirect=False, preload_content=False) as response:
                data = response.read(_MOST_BYTES + 1)
                status = response.status
        except urllib3.exceptions.HTTPError:
            raise OutcomeUnknown("download") from None
    if status != 200:
        raise NotSent(f"http_{status}")
    if len(data) > _MOST_BYTES:
        raise CannotFetch("The calendar is larger than 2 MB; it was not read.")
    return bytes(data)
