"""`recount serve`: the desk, a record in the browser."""

from __future__ import annotations

import click

from recount.cli.options import record_option


@click.command()
@record_option
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.  [default: 8765, or the next free one]")
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on: loopback alone."
)
@click.option("--streets", metavar="FILE", help="A PMTiles file with streets for the map.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.option("--read-only", is_flag=True, help="Show the record, and change nothing in it.")
def serve(
    *, record: str | None, port: int | None, host: str, streets: str | None, no_browser: bool, read_only: bool
) -> None:
    """Open the record in the browser: read, check and decide.

    The pages are served to this machine alone, need no network, and load nothing from elsewhere. A record that is not
    there yet is made. Stop with Ctrl-C.
    """
    import threading
    import webbrowser

    from recount.server.serving import listen, run

    sock, address = listen(host, port)

    def ready() -> None:
        click.echo(f"The desk is at http://{address} – stop it with Ctrl-C.", err=True)
        if not no_browser:
            threading.Timer(0.5, webbrowser.open, [f"http://{address}"]).start()

    run(record, sock=sock, address=address, read_only=read_only, ready=ready, streets=streets)
