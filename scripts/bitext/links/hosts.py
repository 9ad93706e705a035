"""Names of hosts and their addresses, and which of these may be connected to."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

Resolve = Callable[[str], Awaitable[list[str]]]

# https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry, without what is reachable
# from everywhere. Python's own list differs between its releases.
_SPECIAL = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24"
        " 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
        " 2001::/23 2001:db8::/32 3fff::/20"
    ).split()
]
_UNICAST = ipaddress.ip_network("2000::/3")  # of IPv6 nothing else is given to anybody
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNKNOWN = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY") if hasattr(socket, name)}


class NoSuchHost(Exception):
    """A name that stands for no host; the text says so."""


class Unresolved(Exception):
    """A name that cannot be looked up at the moment; the text says so."""


async def resolved(host: str) -> list[str]:
    """The addresses of a host, those of IPv4 first. Raises NoSuchHost or Unresolved."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in _UNKNOWN:
            raise NoSuchHost(f"there is no host '{host}'") from error
        raise Unresolved(f"the name '{host}' cannot be looked up") from error
    addresses = dict.fromkeys(str(address[0]) for *_, address in found)
    return sorted(addresses, key=lambda address: ":" in address)


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, and so does the IPv4 address within it if there is one."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        within = found.ipv4_mapped or found.sixtofour
        if found in _NAT64:
            within = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
        if found not in _UNICAST:
            return False
    return not any(found in network for network in _SPECIAL)
