"""Which internet addresses may be asked for a calendar: those of the public internet and no others.

A calendar's address is typed by a person and could lead to what only this machine can reach: its own services, its
network, the metadata of a cloud. The ranges are those of IANA's special-purpose registries (RFC 6890 and after).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address

# Unicast addresses of the public internet are handed out of this block only.
_PUBLIC_SIX = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_NOT_PUBLIC = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a provider's customers
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and where clouds answer about themselves
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays from IPv6, withdrawn
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and the broadcast address
        "2001::/23",  # protocol assignments, tunnels through IPv4 among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # tunnels to any IPv4 address
        "3fff::/20",  # documentation
    )
)


def public_only(address: Address) -> bool:
    """Whether this is an address of the public internet. What wraps an IPv4 address is judged by that one."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return public_only(address.ipv4_mapped)
        if address in _NAT64:
            return public_only(IPv4Address(address.packed[-4:]))
        if address not in _PUBLIC_SIX:
            return False
    return not any(address in block for block in _NOT_PUBLIC if block.version == address.version)
