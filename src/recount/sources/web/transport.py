"""Transport: every connection goes to a machine that was looked at, redirects and changed names included."""

from __future__ import annotations

import httpx2

from recount.sources.web.addresses import Allowed, check_address, resolve


class GuardedTransport(httpx2.BaseTransport):
    """Asks the machine whose number was checked, and no other: a name can't change its meaning in between."""

    def __init__(self, *, allowed: Allowed, any_port: bool = False, inner: httpx2.BaseTransport | None = None) -> None:
        self._allowed, self._any_port = allowed, any_port
        self._inner = inner or httpx2.HTTPTransport(retries=0, trust_env=False)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to a request.

        Raises:
            SkipReport: the address may not be asked.
        """
        number, host = self.look(request.url), request.url.host
        # The Host header was set from the name before; the certificate is checked against the name as well.
        request.url = request.url.copy_with(host=number)
        request.extensions = {**request.extensions, "sni_hostname": host}
        return self._inner.handle_request(request)

    def look(self, url: httpx2.URL) -> str:
        """The number of the machine that an address leads to.

        Raises:
            SkipReport: the address may not be asked.
        """
        check_address(str(url), any_port=self._any_port)
        port = url.port or (443 if url.scheme == "https" else 80)
        return resolve(url.host, port, allowed=self._allowed)

    def close(self) -> None:
        """Let go of all connections."""
        self._inner.close()
