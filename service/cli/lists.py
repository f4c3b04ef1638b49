"""`vanban kinds` and `vanban schema`: what there is."""

from __future__ import annotations

import json

import typer
from rich.console import Console
from rich.table import Table

from service.cli.console import print_line
from service.cli.translation import Command
from service.domain.loading import inspection_schema
from service.kinds import Scope, load_catalog
from service.settings import load_settings

commands = typer.Typer()


@commands.command(cls=Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban kinds")
def kinds() -> None:
    """Liệt kê các loại văn bản."""
    table = Table("Loại", "Tên gọi", "Lập", box=None, pad_edge=False)
    for kind in load_catalog(load_settings().templates_dir):
        table.add_row(
            kind.name, kind.title, "theo đơn vị" if kind.scope is Scope.UNIT else "một lần cho cuộc kiểm tra"
        )
    Console().print(table)


@commands.command(cls=Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban schema > luoc-do.json")
def schema() -> None:
    """In lược đồ (JSON Schema) của tệp dữ liệu."""
    print_line(json.dumps(inspection_schema(), ensure_ascii=False, indent=2))
