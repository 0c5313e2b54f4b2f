"""STEPIN_PUBLIC_URL is an address that phones can ask, or a sentence at the start."""

from __future__ import annotations

import pytest

from bot.config import SettingsWrong, read_settings


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("https://stepin.example.org/", "https://stepin.example.org"),
        ("https://example.org:8443/stepin", "https://example.org:8443/stepin"),
        ("http://localhost:3000", "http://localhost:3000"),
    ],
)
def test_an_address_is_kept_without_its_last_slash(given: str, kept: str) -> None:
    """A link is put together from it."""
    assert read_settings({"STEPIN_PUBLIC_URL": given}, slack=False).public_url == kept


@pytest.mark.parametrize(
    "given", ["stepin.example.org", "http://stepin.example.org", "https://a_b", "ftp://x", "https://x/?a"]
)
def test_anything_else_is_a_sentence(given: str) -> None:
    """A secret link over plain HTTP, or one that chat would format, is no link."""
    with pytest.raises(SettingsWrong, match="STEPIN_PUBLIC_URL is no address that phones can ask"):
        read_settings({"STEPIN_PUBLIC_URL": given}, slack=False)
