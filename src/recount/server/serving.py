"""Serving: where the desk listens, and how it runs until it is stopped."""

from __future__ import annotations

import ipaddress
import logging
import socket
import threading
from collections.abc import Callable, Collection
from pathlib import Path

import uvicorn
from jinja2 import PackageLoader

from recount.errors import UsageError
from recount.server.app import guarded
from recount.server.http.rendering import environment
from recount.server.pages.borders import rings
from recount.server.pages.streets import Streets
from recount.server.pages.towns import Box, towns_in
from recount.server.record.desk import Desk
from recount.text.language import other_language
from recount.workspace import Workspace

PORT = 8765
MORE_PORTS = 20
"""Ports tried after the first where it is taken."""


def listen(host: str, port: int | None) -> tuple[socket.socket, str]:
    """A socket on loopback, and the address that a browser asks for.

    Raises:
        UsageError: the address is not loopback, or the port is taken.
    """
    address = _loopback(host)
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    ports = [port] if port is not None else [*range(PORT, PORT + MORE_PORTS)]
    for one in ports:
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((str(address), one))
            found.listen()  # from now on no other program gets this port
        except OSError:
            found.close()
            continue
        name = f"[{address}]" if address.version == 6 else str(address)
        return found, f"{name}:{found.getsockname()[1]}"
    told = f"port {port} is" if port is not None else f"the ports {ports[0]} to {ports[-1]} are"
    raise UsageError(f"{told} taken by another program: choose one with --port")


def _loopback(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host.strip("[]"))
    except ValueError:
        raise UsageError(f"{host!r} is no address: leave --host out, or give 127.0.0.1 or ::1") from None
    if not address.is_loopback:
        raise UsageError(
            f"{host} can be reached from other machines, and the desk has no accounts: it listens on loopback alone,"
            " 127.0.0.1 or ::1"
        )
    return address


def run(
    record: str | None,
    *,
    sock: socket.socket,
    address: str,
    read_only: bool,
    ready: Callable[[], None],
    streets: str | None = None,
) -> None:
    """Serve the record until Ctrl-C.

    Args:
        record: as `Workspace.open` takes it; made if it is missing, unless it is only read.
        sock: a bound socket.
        address: host and port of that socket.
        read_only: whether nothing may be changed.
        ready: called once the record is open.
        streets: a PMTiles file of streets for the map; the one of the settings unless given.

    Raises:
        UsageError: that file can't be used.
    """
    port = address.rpartition(":")[2]
    hosts = {address, *(f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]"))}
    with sock:
        own = _streets(streets)  # before a record is made that nobody gets to see
        _serve(record, sock=sock, hosts=hosts, read_only=read_only, ready=ready, streets=own)


def _serve(
    record: str | None,
    *,
    sock: socket.socket,
    hosts: Collection[str],
    read_only: bool,
    ready: Callable[[], None],
    streets: Streets | None,
) -> None:
    with Workspace.open(record, create=not read_only) as workspace:
        desk = Desk(workspace, read_only=read_only)
        config = uvicorn.Config(
            guarded(desk, hosts=hosts, streets=streets or _streets(workspace.settings.streets)),
            log_level="warning",
            access_log=False,  # addresses hold words that were searched for
            server_header=False,
            proxy_headers=False,
            lifespan="off",
        )
        _tell_failures()
        if desk.open_ahead():
            threading.Thread(target=_load_what_pages_share, name="loading", daemon=True).start()
        ready()
        uvicorn.Server(config).run(sockets=[sock])


def _load_what_pages_share() -> None:
    """Templates, outlines of countries, towns, the model that tells languages: a second that first looks would take."""
    for name in PackageLoader("recount.server").list_templates():
        environment().get_template(name)
    rings()
    towns_in(Box(west=37, south=36, east=38, north=37), 1)
    other_language("Zwölf Menschen wurden bei dem Angriff auf die Stadt getötet, sagten Helfer am Abend.")


def _streets(path: str | None) -> Streets | None:
    return Streets(Path(path).expanduser()) if path else None


def _tell_failures() -> None:
    """Show on stderr where the desk itself failed. Its log holds identifiers only."""
    shown = logging.StreamHandler()
    shown.setFormatter(logging.Formatter("recount serve: %(message)s"))
    logging.getLogger("recount.server").addHandler(shown)
