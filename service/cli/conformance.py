"""`vanban conformance`: how a finished document stands to the rules of Nghị định 30/2020."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.cli.console import EXIT_CODES, print_line, printable
from service.cli.files import read
from service.cli.translation import Command
from service.conformance import Finding, Report, Verdict, check_file, describe_report
from service.errors import Fixer

commands = typer.Typer()

_SHOWN = (Verdict.FAIL, Verdict.NEEDS_REVIEW)


@commands.command(
    cls=Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban conformance out/quyet-dinh.docx"
)
def conformance(
    document: Annotated[
        str,
        typer.Argument(metavar="TỆP", help="Văn bản DOCX hoặc PDF; - là đọc từ đầu vào chuẩn."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="In mọi quy tắc, dạng JSON.")] = False,
) -> int:
    """Kiểm tra thể thức của một văn bản DOCX hoặc PDF theo Nghị định 30/2020/NĐ-CP.

    Mã thoát là 3 khi trái một quy định bắt buộc, 0 khi không.
    """
    report = check_file(read(document))
    if as_json:
        print_line(json.dumps(describe_report(report), ensure_ascii=False, indent=2))
    else:
        _print_report(report)
    return EXIT_CODES[Fixer.CLERK] if report.breaches else 0


def _print_report(report: Report) -> None:
    shown = [finding for verdict in _SHOWN for finding in report.findings if finding.verdict is verdict]
    if shown:
        table = Table("Quy tắc", "Mức", "Kết quả", "Vị trí", "Thấy", "Quy định", box=None, pad_edge=False)
        for finding in shown:
            table.add_row(*(Text(printable(cell)) for cell in _cells(finding)))
        Console().print(table)
    rules = {finding.rule.id: finding.verdict for finding in report.findings}
    counts = [
        f"{list(rules.values()).count(verdict)} {verdict.label}"
        for verdict in Verdict
        if verdict in rules.values()
    ]
    print_line(f"Kết quả ({report.rule_set}, {report.medium.upper()}): {', '.join(counts)}.")


def _cells(finding: Finding) -> tuple[str, ...]:
    place = finding.place
    where = place.describe() if place is not None else "cả văn bản"
    quote = f": «{place.quote[:40]}»" if place is not None and place.quote else ""
    level = finding.rule.level.label
    return finding.rule.id, level, finding.verdict.label, f"{where}{quote}", finding.found, finding.asked
