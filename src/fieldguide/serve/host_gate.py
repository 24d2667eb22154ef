"""What every request passes: trusted host names and methods."""

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fieldguide.serve.responses import READ_METHODS, line_of_text
from fieldguide.serve.security_headers import SECURITY_HEADERS

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class HostGate:
    """Puts the security headers on every answer; refuses other methods and foreign hosts.

    Only requests addressed to this machine's loopback names, to ``hosts``, or to the very address
    the connection came in on pass, so that no foreign name can be pointed at the server (DNS
    rebinding).
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(map(_normal, (*_LOOPBACK, *hosts)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that may not pass; hand on every other."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        answer: ASGIApp = self.app
        if not self._trusts(scope):
            hosts = ", ".join(sorted(self.hosts))
            answer = line_of_text(400, f"this host name is not served here; allowed: {hosts}")
        elif scope["method"] not in READ_METHODS:
            allow = {"Allow": ", ".join(READ_METHODS)}
            answer = line_of_text(405, "only GET and HEAD are answered", allow)
        await answer(scope, receive, send_secured)

    def _trusts(self, scope: Scope) -> bool:
        host = Headers(scope=scope).get("host", "")
        # An address of IPv6 stands in brackets, before the port.
        end = host.find("]") + 1 if host.startswith("[") else len(host.partition(":")[0])
        name = _normal(host[:end].strip("[]"))
        if name in self.hosts:
            return True
        # A server on every address is reached by addresses that no list can foresee; the
        # connection knows which. Only an address counts: a name could be anyone's.
        own_address = scope.get("server") or ("", 0)
        return _address(name) is not None and name == _normal(own_address[0])


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _normal(host: str) -> str:
    """One spelling a host: addresses in their shortest form, names in lower case, no root dot."""
    return str(_address(host) or host.lower().removesuffix("."))
