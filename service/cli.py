"""The command `vanban`: one function per sub-command; errors become sentences on stderr and an exit code."""

from __future__ import annotations

import errno
import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer
import uvicorn
from rich.console import Console
from rich.table import Table
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup, TyperOption

from service.conversion import OfficePool, check_fonts
from service.domain.inspection import Inspection
from service.domain.loading import inspection_schema, parse_inspection
from service.errors import (
    DataInvalid,
    FileUnreadable,
    Fixer,
    OutputUnwritable,
    ServiceError,
    SettingInvalid,
)
from service.generate import Document, Format, Generator
from service.kinds import Scope, load_catalog
from service.logs import configure_logs
from service.messages import describe, describe_code, describe_fault
from service.settings import Settings, load_settings

EXIT_BUG, EXIT_WRONG_COMMAND = 1, 2
EXIT_CODES: Mapping[Fixer, int] = {Fixer.CLERK: 3, Fixer.EDITOR: 4, Fixer.OPERATOR: 5}

_log = structlog.get_logger(__name__)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit code; this is where every error becomes words."""
    configure_logs("console", logging.WARNING)
    try:
        return app(arguments, prog_name="vanban", standalone_mode=False) or 0
    except ServiceError as error:
        _tell(error)
        return EXIT_CODES[error.fixer]
    except typer.TyperException as error:
        _say(_describe_usage(error))
        return EXIT_WRONG_COMMAND
    except Exception as error:
        _say(describe_code("unexpected").detail)
        _log.exception("unexpected", exc_info=error)
        return EXIT_BUG


# --- commands -------------------------------------------------------------------------------------


class _Command(TyperCommand):
    """A command whose help is in Vietnamese throughout."""

    def get_usage(self, ctx: Any) -> str:
        return _translate_usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _translate_help(super().get_help_option(ctx))


class _Group(TyperGroup):
    """A group of commands whose help is in Vietnamese throughout."""

    def get_usage(self, ctx: Any) -> str:
        return _translate_usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _translate_help(super().get_help_option(ctx))


rich_utils.ARGUMENTS_PANEL_TITLE = "Đối số"
rich_utils.OPTIONS_PANEL_TITLE = "Tùy chọn"
rich_utils.COMMANDS_PANEL_TITLE = "Lệnh"
rich_utils.REQUIRED_LONG_STRING = "[bắt buộc]"

app = typer.Typer(
    cls=_Group,
    name="vanban",
    help="Lập văn bản kiểm tra theo thể thức của Nghị định 30/2020/NĐ-CP, từ một tệp dữ liệu JSON.",
    epilog="Ví dụ: vanban generate decision examples/minimal.json --format pdf --output out/",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    subcommand_metavar="LỆNH ...",
    options_metavar="",
)


@app.command(
    cls=_Command,
    options_metavar="[TÙY CHỌN]",
    epilog="Ví dụ: vanban generate notice examples/inspection-2026.json --unit so-cong-thuong --output out/",
)
def generate(
    kind: Annotated[str, typer.Argument(metavar="LOẠI", help="Loại văn bản; xem: vanban kinds.")],
    inspection: Annotated[
        str, typer.Argument(metavar="TỆP.json", help="Dữ liệu của cuộc kiểm tra; - là đọc từ đầu vào chuẩn.")
    ],
    output: Annotated[
        str,
        typer.Option(
            metavar="ĐƯỜNG_DẪN",
            help="Nơi ghi. Thư mục (đã có, hoặc viết có / ở cuối): tệp được đặt tên theo văn bản. "
            "Tên tệp: ghi đúng tên ấy; với both, đuôi tệp được thay bằng .docx và .pdf.",
        ),
    ],
    unit: Annotated[
        str | None, typer.Option(metavar="MÃ", help="Mã đơn vị, khi loại văn bản lập theo đơn vị.")
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            metavar="docx|pdf|both", help="Định dạng; không nêu thì theo đuôi tệp kết quả, hoặc docx."
        ),
    ] = None,
) -> None:
    """Lập một văn bản, ghi ra tệp DOCX, PDF hoặc cả hai."""
    wanted = format or (Format.PDF if output.lower().endswith(".pdf") else Format.DOCX)
    facts = parse_inspection(_read(inspection))
    document = _generate(load_settings(), facts, kind, unit, wanted)
    _print_line("Đã ghi: " + ", ".join(str(path) for path in _write_document(document, output)))


@app.command(cls=_Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban kinds")
def kinds() -> None:
    """Liệt kê các loại văn bản."""
    table = Table("Loại", "Tên gọi", "Lập", box=None, pad_edge=False)
    for kind in load_catalog(load_settings().templates_dir):
        table.add_row(
            kind.name, kind.title, "theo đơn vị" if kind.scope is Scope.UNIT else "một lần cho cuộc kiểm tra"
        )
    Console().print(table)


@app.command(cls=_Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban schema > luoc-do.json")
def schema() -> None:
    """In lược đồ (JSON Schema) của tệp dữ liệu."""
    _print_line(json.dumps(inspection_schema(), ensure_ascii=False, indent=2))


@app.command(cls=_Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban serve --port 8080")
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
        log_config=None,
        access_log=False,  # it would hold the ids of units; our own line per request does not
        server_header=False,
        timeout_graceful_shutdown=settings.shutdown_timeout_s,
    )
    config.load()  # what is wrong with settings, fonts or templates comes out before the port is open
    door = _listen(settings)
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda *_: None)  # uvicorn stops by itself; a stop that is asked for exits with 0
    _print_line(f"Đang lắng nghe tại http://{settings.host}:{door.getsockname()[1]}")
    try:
        uvicorn.Server(config).run(sockets=[door])
    except SystemExit as exc:  # uvicorn's exit codes mean other things than ours
        raise RuntimeError("the server did not start") from exc


# --- steps ----------------------------------------------------------------------------------------


def _generate(
    settings: Settings, inspection: Inspection, kind: str, unit: str | None, format: Format
) -> Document:
    catalog = load_catalog(settings.templates_dir)
    if format is Format.DOCX:
        return Generator(catalog, None).generate(inspection, kind, unit=unit, format=format)
    check_fonts(settings.fonts_dir)
    with OfficePool(settings.pool_of(1)) as office:
        generator = Generator(catalog, office, archival=settings.archival_pdf)
        return generator.generate(inspection, kind, unit=unit, format=format)


def _listen(settings: Settings) -> socket.socket:
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


def _read(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as exc:
        raise FileUnreadable(path, _reason(exc, missing="not-found")) from exc


def _write_document(document: Document, output: str) -> list[Path]:
    """Writes every file of the document, none of them half, and gives their paths."""
    path = Path(output)
    contents = {".docx": document.docx, ".pdf": document.pdf}
    made = {ending: content for ending, content in contents.items() if content is not None}
    if output.endswith("/") or path.is_dir():
        targets = {ending: path / f"{document.name}{ending}" for ending in made}
    elif len(made) > 1:
        stem = path.with_suffix("") if path.suffix.lower() in (".docx", ".pdf", ".zip") else path
        targets = {ending: stem.with_name(stem.name + ending) for ending in made}
    else:
        targets = dict.fromkeys(made, path)
    try:
        if output.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        for ending, content in made.items():
            _write_whole(targets[ending], content)
    except OSError as exc:
        raise OutputUnwritable(output, _reason(exc, missing="folder-missing")) from exc
    return list(targets.values())


def _write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside its place and moves it there, so that nobody ever sees half of it."""
    if path.exists() and not path.is_file():  # a device must not be replaced by a file
        raise IsADirectoryError(errno.EISDIR, "not a file")
    place = path.resolve()
    part = place.with_name(f".{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _reason(error: OSError, *, missing: str) -> str:
    reasons = {
        errno.ENOENT: missing,
        errno.ENOTDIR: missing,
        errno.EISDIR: "is-folder",
        errno.EACCES: "no-permission",
        errno.EPERM: "no-permission",
        errno.EROFS: "no-permission",
        errno.ENOSPC: "disk-full",
        errno.EDQUOT: "disk-full",
    }
    return reasons.get(error.errno or 0, "other")


# --- words ----------------------------------------------------------------------------------------


def _tell(error: ServiceError) -> None:
    _say(describe(error).detail)
    if isinstance(error, DataInvalid):
        for fault in error.faults:
            _say(f"  - {describe_fault(fault)} ({fault.pointer})")
    if error.fixer is not Fixer.CLERK:
        _say(f"Chi tiết: {error}")


def _describe_usage(error: Any) -> str:
    """A wrong command line in Vietnamese; Typer's own classes for it, which are private, speak English."""
    name = type(error).__name__
    if name == "NoArgsIsHelpError":  # the help is on the screen already
        return ""
    param, context = getattr(error, "param", None), getattr(error, "ctx", None)
    place = (param.metavar if param.param_type_name == "argument" else param.opts[0]) if param else ""
    option = getattr(error, "option_name", "")
    sentence = {
        "MissingParameter": f"Câu lệnh thiếu {place}.",
        "BadParameter": f"Câu lệnh có giá trị không dùng được ở {place}.",
        "NoSuchOption": f"Câu lệnh không có tùy chọn {option}.",
        "BadOptionUsage": f"Tùy chọn {option} viết chưa đúng.",
    }.get(name, "Câu lệnh viết chưa đúng.")
    return f"{sentence} Hãy xem cách dùng: {context.command_path if context else 'vanban'} --help"


def _translate_usage(usage: str) -> str:
    return usage.replace("Usage:", "Cách dùng:", 1)


def _translate_help(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = "Xem hướng dẫn này."
    return option


def _print_line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _say(text: str) -> None:
    """Prints a line on stderr, without what could steer a terminal: names may come from the data."""
    if text:
        sys.stderr.write("".join(letter if letter.isprintable() else "�" for letter in text) + "\n")
