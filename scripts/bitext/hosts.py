"""Names of hosts and their addresses, and which of these may be connected to."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

Resolve = Callable[[str], Awaitable[list[str]]]

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
        within = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in _NAT64:
            within.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if not all(is_public(str(inner)) for inner in within if inner is not None):
            return False
        if found.ipv4_mapped is not None:
            return True
    return found.is_global and not found.is_multicast
