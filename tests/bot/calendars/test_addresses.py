"""Which addresses may be asked for a calendar."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from bot.calendars.addresses import public_only


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.8.9.10",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "fc00::1", "fd12:3456::1",
        "ff02::1", "100::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "3fff::1", "4000::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a00:1",
        "64:ff9b:1::808:808",
    ],
)  # fmt: skip
def test_what_is_not_of_the_public_internet_is_not_asked(address: str) -> None:
    """This machine, its network, its cloud; and the same inside of an IPv6 address."""
    assert not public_only(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1", "193.0.14.129", "2001:4860:4860::8888", "2a00:1450::1",
     "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)  # fmt: skip
def test_the_public_internet_is_asked(address: str) -> None:
    """The neighbours of those ranges, and public addresses inside of an IPv6 one."""
    assert public_only(ip_address(address))
