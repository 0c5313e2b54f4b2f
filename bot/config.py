"""Settings from the environment, checked once and loudly: every mistake is a sentence with its remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.errors import CannotRun

SLACK_API = "https://slack.com/api/"
_DATABASE = "sqlite:///stepin.db"
_PSYCOPG = "postgresql+psycopg://"
# Nothing that a chat platform takes for formatting; a calendar link is a secret, so it travels encrypted.
_PUBLIC = re.compile(r"(https://[A-Za-z0-9.-]+|http://(localhost|127\.0\.0\.1))(:\d{1,5})?(/[A-Za-z0-9./-]*)?")


class SettingsWrong(CannotRun):
    """Something in the environment is missing or wrong; `sentences` says all of it at once."""


@dataclass(frozen=True)
class Settings:
    """How this process runs. Secrets never show in its `repr`.

    `record_within`: seconds until a raise that is not recorded is answered NOT RECORDED; asking once more what became
    of it takes 0.4 s beside that, and the promise is two seconds (reliability.md F09). Not read from the environment.

    `app_token` means Socket Mode; without it Slack calls us over HTTP at `host`:`port`. `public_url` is the address at
    which phones reach this process, without a slash at its end; without it nobody is given a calendar link.
    """

    bot_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    api_url: str = SLACK_API
    database_url: str = field(default=_DATABASE, repr=False)
    host: str = "127.0.0.1"
    port: int = 3000
    fallback_phone: str = field(default="", repr=False)
    record_within: float = 1.4
    public_url: str = ""

    @property
    def socket_mode(self) -> bool:
        """Whether we call Slack and keep the line open, instead of being called."""
        return bool(self.app_token)

    @property
    def postgres(self) -> bool:
        """Whether the rows live in PostgreSQL, so that several of us may run."""
        return self.database_url.startswith(_PSYCOPG)


def read_settings(environ: Mapping[str, str], *, slack: bool = True) -> Settings:
    """The settings in `environ`. Raises SettingsWrong with every mistake.

    `slack=False` for commands that only need the database: then tokens may be missing, but not wrong.
    """
    given = {name: value.strip() for name, value in environ.items() if value.strip()}
    wrong: list[str] = []
    settings = Settings(
        bot_token=given.get("SLACK_BOT_TOKEN", ""),
        signing_secret=given.get("SLACK_SIGNING_SECRET", ""),
        app_token=given.get("SLACK_APP_TOKEN", ""),
        api_url=_api_url(given.get("SLACK_API_URL", SLACK_API), wrong),
        database_url=_database_url(given.get("DATABASE_URL", _DATABASE), wrong),
        host=given.get("STEPIN_HOST", "127.0.0.1"),
        port=_port(given.get("STEPIN_PORT", "3000"), wrong),
        fallback_phone=_phone(given.get("STEPIN_FALLBACK_PHONE", ""), wrong),
        public_url=_public_url(given.get("STEPIN_PUBLIC_URL", ""), wrong),
    )
    wrong += _tokens(settings)
    if slack:
        wrong += _missing(settings)
    if wrong:
        raise SettingsWrong(wrong)
    return settings


def _missing(settings: Settings) -> list[str]:
    missing = []
    if not settings.bot_token:
        missing.append(
            "SLACK_BOT_TOKEN is missing. Copy the Bot User OAuth Token (xoxb-...) "
            "from your Slack app's page OAuth & Permissions."
        )
    if not settings.signing_secret and not settings.app_token:
        missing.append(
            "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both missing. "
            "Set SLACK_APP_TOKEN (xapp-...) for Socket Mode, "
            "or SLACK_SIGNING_SECRET (on Basic Information) to be called over HTTP."
        )
    return missing


def _tokens(settings: Settings) -> list[str]:
    """Tokens in the wrong place are the most common mistake. A stand-in for Slack may have tokens of any form."""
    wrong = []
    ours = settings.api_url == SLACK_API
    if _misplaced(settings.bot_token, "xoxb-", ours):
        wrong.append("SLACK_BOT_TOKEN is no bot token. It begins with xoxb-; it is on the page OAuth & Permissions.")
    if _misplaced(settings.app_token, "xapp-", ours):
        wrong.append("SLACK_APP_TOKEN is no app-level token. It begins with xapp-; make one on Basic Information.")
    if settings.signing_secret.startswith(("xoxb-", "xoxp-", "xapp-")):
        wrong.append("SLACK_SIGNING_SECRET holds a token. The signing secret is on the page Basic Information.")
    return wrong


def _misplaced(token: str, prefix: str, ours: bool) -> bool:
    if not token or token.startswith(prefix):
        return False
    return ours or token.startswith(("xoxb-", "xoxp-", "xapp-"))


def _api_url(text: str, wrong: list[str]) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        wrong.append(f"SLACK_API_URL is no web address. Write it like {SLACK_API} or leave it out.")
    return text if text.endswith("/") else text + "/"


def _database_url(text: str, wrong: list[str]) -> str:
    for prefix in ("postgres://", "postgresql://"):
        if text.startswith(prefix):
            return _PSYCOPG + text.removeprefix(prefix)
    if text.startswith(_PSYCOPG):
        return text
    if not text.startswith("sqlite:///"):
        wrong.append(
            "DATABASE_URL is neither SQLite nor PostgreSQL. "
            "Write sqlite:///stepin.db or postgresql://user:password@host/name."
        )
    elif text == "sqlite:///" or ":memory:" in text:
        wrong.append("DATABASE_URL is a database in memory, which a restart would lose. Write sqlite:///stepin.db.")
    return text


def _port(text: str, wrong: list[str]) -> int:
    if text.isascii() and text.isdigit() and int(text) <= 65535:
        return int(text)
    wrong.append("STEPIN_PORT is no port. Write a number from 1 to 65535, for example 3000.")
    return 0


def _phone(text: str, wrong: list[str]) -> str:
    if text and not any(letter.isdigit() for letter in text):
        wrong.append("STEPIN_FALLBACK_PHONE has no digits. Write the number that staff phone when nothing else works.")
    return text


def _public_url(text: str, wrong: list[str]) -> str:
    if text and not _PUBLIC.fullmatch(text):
        wrong.append("STEPIN_PUBLIC_URL is no address that phones can ask. Write it like https://stepin.example.org.")
    return text.rstrip("/")
