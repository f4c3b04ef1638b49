"""`vanban serve`: the HTTP service."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from typing import Annotated

import typer
import uvicorn

from service.cli.console import print_line
from service.cli.translation import Command
from service.errors import SettingInvalid
from service.settings import Settings, load_settings

commands = typer.Typer()

# Threads that fill and check documents hold the interpreter's lock; the loop must get it back soon, since
# it needs it for each step of each refusal. At Python's 5 ms, 166 refusals at once took 0.7 s, so 0.15 s.
_SWITCH_INTERVAL_S = 0.0005


@commands.command(cls=Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban serve --port 8080")
def serve(
    host: Annotated[str | None, typer.Option(metavar="ĐỊA_CHỈ", help="Địa chỉ lắng nghe.")] = None,
    port: Annotated[
        int | None, typer.Option(metavar="CỔNG", min=0, max=65535, help="Cổng lắng nghe.")
    ] = None,
) -> None:
    """Chạy dịch vụ HTTP cho đến khi được yêu cầu dừng."""
    given = {"host": host, "port": port}
    settings = load_settings(**{name: value for name, value in given.items() if value is not None})
    config = uvicorn.Config(
        "service.web.app:app_from_environment",  # by name: `web` and `cli` do not know each other
        factory=True,
        loop="asyncio",  # uvloop asks for the interpreter's lock once per connection: slower beside threads
        http="httptools",
        log_config=None,
        access_log=False,  # it would hold the ids of units; our own line per request does not
        server_header=False,
        timeout_graceful_shutdown=settings.shutdown_timeout_s,
    )
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    config.load()  # what is wrong with settings, fonts or templates comes out before the port is open
    door = listen(settings)
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda *_: None)  # uvicorn stops by itself; a stop that is asked for exits with 0
    print_line(f"Đang lắng nghe tại http://{settings.host}:{door.getsockname()[1]}")
    try:
        uvicorn.Server(config).run(sockets=[door])
    except SystemExit as exc:  # uvicorn's exit codes mean other things than ours
        raise RuntimeError("the server did not start") from exc


def listen(settings: Settings) -> socket.socket:
    """A socket that listens where the settings say; raises `SettingInvalid`."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # TCP is named: asyncio switches Nagle's delay of 40 ms per answer off only where it reads so.
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
        door.listen()
    except OSError as exc:
        door.close()
        is_port = exc.errno in (errno.EADDRINUSE, errno.EACCES)
        raise SettingInvalid("port" if is_port else "host", str(exc)) from exc
    return door
