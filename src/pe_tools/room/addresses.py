"""The addresses of this machine in its networks, and what listens there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, ip_address

import psutil

from pe_tools.record import HOST

EVERYWHERE = "0.0.0.0"  # noqa: S104 - phones are elsewhere
"""Where a room listens: on all addresses of this machine."""

_OF_CONTAINERS = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "cni", "podman")
_ELSEWHERE = "192.0.2.1"  # of no machine; connecting a datagram socket to it sends nothing


def own_addresses() -> tuple[str, ...]:
    """Return this machine's addresses in its networks, the one that phones reach first.

    Without a network it is the one of this machine alone, so that one can try a room out.
    """
    found = [*_addresses()]
    likely = sorted(found, key=lambda one: (one != _outward(), not ip_address(one).is_private))
    return tuple(likely) or (HOST,)


def web_addresses(port: int) -> tuple[str, ...]:
    """Return the addresses of a room as one types them."""
    return tuple(f"http://{address}:{port}/" for address in own_addresses())


def open_ports() -> tuple[int, ...] | None:
    """Return the ports that others in the network can reach; None where one may not look."""
    try:
        found = psutil.net_connections("tcp")
    except psutil.AccessDenied:
        return None
    listening = [one.laddr for one in found if one.status == psutil.CONN_LISTEN]
    return tuple(sorted({at.port for at in listening if not ip_address(at.ip).is_loopback}))


def _addresses() -> Iterator[str]:
    states = psutil.net_if_stats()
    for name, listed in psutil.net_if_addrs().items():
        if name.startswith(_OF_CONTAINERS) or name not in states or not states[name].isup:
            continue
        for one in listed:
            if one.family == socket.AF_INET and _is_in_a_network(IPv4Address(one.address)):
                yield one.address


def _is_in_a_network(address: IPv4Address) -> bool:
    return not (address.is_loopback or address.is_unspecified)


def _outward() -> str:
    """Return the address that this machine would speak to others from; "" if it cannot."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((_ELSEWHERE, 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
