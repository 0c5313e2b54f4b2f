"""Settings are checked once, and all mistakes are said at once."""

from __future__ import annotations

import pytest

from bot.config import Settings, SettingsWrong, read_settings

GOOD = {"SLACK_BOT_TOKEN": "xoxb-1-canary", "SLACK_SIGNING_SECRET": "s3cret-canary"}


def test_two_values_are_enough_for_http() -> None:
    """A bot token and a signing secret: everything else has a safe default, loopback and a SQLite file."""
    settings = read_settings(GOOD)
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)
    assert settings.database_url == "sqlite:///stepin.db"
    assert settings.api_url == "https://slack.com/api/"
    assert not settings.socket_mode
    assert not settings.postgres


def test_an_app_token_means_socket_mode() -> None:
    """Its presence is the switch; no signing secret is needed then."""
    assert read_settings({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}).socket_mode


@pytest.mark.parametrize("prefix", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_plain_postgres_addresses_are_understood(prefix: str) -> None:
    """What a host hands out as DATABASE_URL works as it is."""
    settings = read_settings(GOOD | {"DATABASE_URL": prefix + "u:p@db/stepin"})
    assert settings.database_url == "postgresql+psycopg://u:p@db/stepin"
    assert settings.postgres


def test_a_stand_in_for_slack_can_be_used() -> None:
    """Another address, with or without its last slash, and tokens of any form."""
    settings = read_settings(
        {"SLACK_API_URL": "http://127.0.0.1:9/api", "SLACK_BOT_TOKEN": "any", "SLACK_SIGNING_SECRET": "thing"}
    )
    assert settings.api_url == "http://127.0.0.1:9/api/"


def test_all_mistakes_are_said_at_once() -> None:
    """Nobody has to start it five times to hear five things."""
    with pytest.raises(SettingsWrong) as caught:
        read_settings(
            {
                "SLACK_BOT_TOKEN": "xapp-swapped",
                "SLACK_APP_TOKEN": "xoxb-swapped",
                "SLACK_SIGNING_SECRET": "xoxb-swapped",
                "SLACK_API_URL": "slack.com",
                "DATABASE_URL": "mysql://x",
                "STEPIN_PORT": "eighty",
                "STEPIN_FALLBACK_PHONE": "the desk",
            }
        )
    names = [sentence.split(" ")[0] for sentence in caught.value.sentences]
    assert sorted(names) == [
        "DATABASE_URL",
        "SLACK_API_URL",
        "SLACK_APP_TOKEN",
        "SLACK_BOT_TOKEN",
        "SLACK_SIGNING_SECRET",
        "STEPIN_FALLBACK_PHONE",
        "STEPIN_PORT",
    ]
    assert all(sentence.endswith((".", ")")) and sentence.count(". ") >= 1 for sentence in caught.value.sentences)


def test_no_complaint_repeats_a_secret() -> None:
    """A mistake is named by the name of its setting, never by what stands in it."""
    with pytest.raises(SettingsWrong) as caught:
        read_settings({"SLACK_BOT_TOKEN": "xoxp-canary", "DATABASE_URL": "mysql://canary", "STEPIN_PORT": "canary"})
    assert "canary" not in str(caught.value)


def test_nothing_set_says_what_to_set() -> None:
    """A first start without anything tells where to find each value."""
    with pytest.raises(SettingsWrong) as caught:
        read_settings({"SLACK_BOT_TOKEN": "  "})
    assert len(caught.value.sentences) == 2


def test_the_database_commands_need_no_slack() -> None:
    """`stepin migrate` and `stepin export` run before there is an app."""
    assert read_settings({}, slack=False).bot_token == ""


@pytest.mark.parametrize("url", ["sqlite:///", "sqlite:///:memory:", "sqlite://"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    """A call for help must survive a restart."""
    with pytest.raises(SettingsWrong):
        read_settings(GOOD | {"DATABASE_URL": url})


def test_secrets_do_not_show() -> None:
    """Neither a log line nor a traceback that holds the settings gives a token away."""
    settings = read_settings(
        GOOD | {"DATABASE_URL": "postgresql://u:canary@db/x", "STEPIN_FALLBACK_PHONE": "110 canary"}
    )
    assert "canary" not in repr(settings)
    assert "127.0.0.1" in repr(settings)
    assert isinstance(settings, Settings)
