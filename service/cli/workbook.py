"""`vanban workbook`: an inspection as an XLSX workbook, both ways."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from service.cli.console import print_line
from service.cli.files import read, reason, write_whole
from service.cli.translation import Command, Group
from service.errors import OutputUnwritable
from service.kinds import load_catalog
from service.settings import load_settings
from service.workbook import dump_inspection, open_inspection, write_workbook

commands = typer.Typer()
_group = typer.Typer(
    cls=Group,
    name="workbook",
    help="Bảng tính XLSX để nhập dữ liệu của cuộc kiểm tra.",
    no_args_is_help=True,
    subcommand_metavar="LỆNH ...",
    options_metavar="[TÙY CHỌN]",
)
commands.add_typer(_group)

_Output = Annotated[str, typer.Option(metavar="TỆP", help="Nơi ghi.")]


@_group.command(
    cls=Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban workbook new --output kiem-tra.xlsx"
)
def new(output: _Output) -> None:
    """Ghi một bảng tính trống có hướng dẫn và ví dụ."""
    _write(output, write_workbook(None, _titles()))


@_group.command(
    name="to-json",
    cls=Command,
    options_metavar="[TÙY CHỌN]",
    epilog="Ví dụ: vanban workbook to-json kiem-tra.xlsx --output kiem-tra.json",
)
def to_json(
    workbook: Annotated[
        str, typer.Argument(metavar="TỆP.xlsx", help="Bảng tính; - là đọc từ đầu vào chuẩn.")
    ],
    output: Annotated[str | None, typer.Option(metavar="TỆP", help="Nơi ghi; không nêu thì in ra.")] = None,
) -> None:
    """Đổi bảng tính thành dữ liệu JSON."""
    facts = dump_inspection(open_inspection(read(workbook)).parse())
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    if output is None:
        print_line(text)
    else:
        _write(output, f"{text}\n".encode())


@_group.command(
    name="from-json",
    cls=Command,
    options_metavar="[TÙY CHỌN]",
    epilog="Ví dụ: vanban workbook from-json examples/inspection-2026.json --output kiem-tra.xlsx",
)
def from_json(
    inspection: Annotated[
        str, typer.Argument(metavar="TỆP.json", help="Dữ liệu của cuộc kiểm tra; - là đọc từ đầu vào chuẩn.")
    ],
    output: _Output,
) -> None:
    """Đổi dữ liệu JSON thành bảng tính."""
    _write(output, write_workbook(open_inspection(read(inspection)).parse(), _titles()))


def _titles() -> dict[str, str]:
    """What people call each kind of document."""
    return {kind.name: kind.title for kind in load_catalog(load_settings().templates_dir)}


def _write(output: str, content: bytes) -> None:
    try:
        write_whole(Path(output), content)
    except OSError as exc:
        raise OutputUnwritable(output, reason(exc, missing="folder-missing")) from exc
    print_line(f"Đã ghi: {output}")
