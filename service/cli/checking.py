"""`vanban check`: what is wrong with an inspection."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.cli.console import EXIT_CODES, print_line, printable
from service.cli.files import read
from service.cli.translation import Command
from service.domain.checks import CheckFinding, Level
from service.errors import Fixer
from service.generate import check_file
from service.kinds import load_catalog
from service.messages import describe_finding
from service.settings import load_settings

commands = typer.Typer()

_STYLES: Mapping[Level, str] = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.INFO: "dim"}
_LEVELS: Mapping[Level, str] = {Level.ERROR: "lỗi", Level.WARNING: "cảnh báo", Level.INFO: "lưu ý"}


@commands.command(
    cls=Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban check examples/inspection-2026.json"
)
def check(
    inspection: Annotated[
        str,
        typer.Argument(metavar="TỆP", help="Dữ liệu JSON hoặc XLSX; - là đọc từ đầu vào chuẩn."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> int:
    """Kiểm tra dữ liệu: thiếu, sai, mâu thuẫn, quá thời hạn, căn cứ và cơ quan không còn.

    Mã thoát là 3 khi có lỗi, 0 khi chỉ có cảnh báo hoặc không có gì.
    """
    settings = load_settings()
    checker = settings.checker_of(load_catalog(settings.templates_dir))
    findings = check_file(checker, read(inspection))
    if as_json:
        print_line(json.dumps([_as_json(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        _print_findings(findings)
    has_errors = any(finding.level is Level.ERROR for finding in findings)
    return EXIT_CODES[Fixer.CLERK] if has_errors else 0


def _print_findings(findings: tuple[CheckFinding, ...]) -> None:
    counts = ", ".join(
        f"{sum(finding.level is level for finding in findings)} {name}" for level, name in _LEVELS.items()
    )
    if findings:
        # What stands where comes below the sentence: a column of its own would be cut off on a narrow screen.
        table = Table("Mức", "Quy tắc", "Nội dung", box=None, pad_edge=False, padding=(0, 2, 1, 0))
        for column in table.columns:
            column.overflow = "fold"
        for finding in findings:
            told = Text(printable(describe_finding(finding)))
            told.append("\n" + printable(f"{finding.label}: {finding.pointer}"), style="dim")
            rules = Text("\n".join((finding.rule, *finding.also)))
            table.add_row(Text(_LEVELS[finding.level], style=_STYLES[finding.level]), rules, told)
        Console().print(table)
    print_line(f"Kết quả: {counts}.")


def _as_json(finding: CheckFinding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "also": list(finding.also),
        "level": finding.level.value,
        "pointer": finding.pointer,
        "label": finding.label,
        "code": finding.code,
        "unit": finding.unit,
        "detail": describe_finding(finding),
    }
