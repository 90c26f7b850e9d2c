"""`dateline serve`: the page and the HTTP API over a store, on this machine only."""

import getpass
import secrets
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import app
from dateline.cli.common import Config, clearly, fail
from dateline.errors import ConfigError

if TYPE_CHECKING:
    from dateline.stores import Store

LOCAL = ("127.0.0.1", "::1", "localhost")
PORT = 8023


@app.command(epilog="Example: dateline serve --store demo.db")
def serve(
    store: Annotated[str, typer.Option("--store", help="The store: a file, or postgresql://…")],
    host: Annotated[str, typer.Option("--host", help="The address to serve on: this machine's own only.")] = LOCAL[0],
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = PORT,
    user: Annotated[str | None, typer.Option("--user", help="The name that judgements are kept under.")] = None,
    config: Config = None,
) -> None:
    """Show a store's page until Ctrl-C; the printed address lets one browser in, once."""
    from dateline.stores import open_store  # noqa: PLC0415

    if host not in LOCAL:
        fail(f"--host {host}: until Dateline has accounts it serves this machine alone; use {', '.join(LOCAL)}")
    if "://" not in store and not Path(store).is_file():
        fail(f"--store {store}: there is no such file; make one with dateline add PATH --store {store}")
    with clearly(), open_store(store) as kept:
        serve_store(kept, store, host=host, port=port, user=user or getpass.getuser(), config=config)


def serve_store(store: "Store", address: str, *, host: str, port: int, user: str, config: Path | None) -> None:
    """Serve an open store until Ctrl-C; `address` is what it was opened by.

    Raises:
        ConfigError: the port cannot be had.
    """
    import uvicorn  # noqa: PLC0415

    from dateline.config import Settings, read_settings  # noqa: PLC0415
    from dateline.ingest import Refolder  # noqa: PLC0415
    from dateline.knowledge.ontology import load_ontology  # noqa: PLC0415
    from dateline.web.app import create_app  # noqa: PLC0415
    from dateline.web.guard import OneTimeToken  # noqa: PLC0415
    from dateline.web.judging import Desk  # noqa: PLC0415

    settings = read_settings(config) if config else Settings()
    token = secrets.token_urlsafe(32)
    bound = _bind(host, port)
    port = bound.getsockname()[1]
    folding = Refolder(store, address)
    desk = Desk(store=store, user=user, now=_now, folding=folding)
    application = create_app(
        desk, load_ontology(settings.overlays), OneTimeToken(token, secrets.token_urlsafe(32)), port=port
    )
    name = "[::1]" if bound.family == socket.AF_INET6 else "127.0.0.1"
    typer.echo(f"page:   http://{name}:{port}/?token={token}   (lets one browser in; Ctrl-C ends)")
    quiet = uvicorn.Config(application, log_level="warning", access_log=False, server_header=False)
    try:
        uvicorn.Server(quiet).run(sockets=[bound])
    finally:
        folding.end()


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if host == "::1" else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("127.0.0.1" if host == "localhost" else host, port))
        bound.listen(128)  # who opens the printed address at once waits, and is not turned away
    except OSError as trouble:
        bound.close()
        raise ConfigError(f"{host}:{port}: {trouble.strerror}; choose another port, or 0 for any") from trouble
    return bound


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
