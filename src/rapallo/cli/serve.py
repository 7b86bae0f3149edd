"""`rapallo serve`: the same answers in a browser."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from typing import Annotated

import typer


def serve(
    host: Annotated[
        str, typer.Option(help="Where to listen; by default this machine only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8710,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the address in a browser.")
    ] = False,
) -> None:
    """Serve briefs, comparisons, triangles, the board and the watch list to a browser.

    Reads only, asks nothing of the network, and listens on this machine unless told otherwise.
    Ctrl-C stops it.

    Examples:

      rapallo serve --open

      rapallo serve --port 9000

      rapallo serve --host 0.0.0.0    (everyone on the network can then read it)
    """
    import uvicorn

    from rapallo.warehouse.store import Warehouse
    from rapallo.web.app import LOCAL, create_app

    Warehouse.open().close()  # a fault is told now, not at the first page
    listening = listen(host, port)
    at = listening.getsockname()
    name = f"[{at[0]}]" if ":" in at[0] else at[0]
    address = f"http://{name}:{at[1]}/"
    anyone = at[0] in ("0.0.0.0", "::")
    app = create_app(hosts=None if anyone else LOCAL | {host, at[0]}, ahead=True)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=2, limit_concurrency=1024, timeout_keep_alive=10,
        h11_max_incomplete_event_size=16_384,
    )  # fmt: skip
    typer.echo(f"Rapallo is at {address} (Ctrl-C stops it)")
    if anyone:
        typer.echo("Everyone on the network can read it.", err=True)
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    typer.echo("Stopped.")
    sys.stdout.flush()
    os._exit(0)  # an answer still being computed is not waited for; nothing is ever written


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises
    ------
    RapalloError
        If the port is in use, or the host is not this machine's.
    """
    import errno

    from rapallo.errors import RapalloError

    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(where)
        made.listen(128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise RapalloError(
                f"port {port} is in use; give another with --port, or --port 0 for any free one"
            ) from error
        raise RapalloError(
            f"cannot listen on {host}, port {port}: {error.strerror or error}"
        ) from error
    return made
