"""`vanban conformance`: how a finished document stands to the rules of Nghị định 30/2020."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.cli.console import EXIT_CODES, print_line, printable
from service.cli.files import read
from service.cli.translation import Command
from service.conformance import Finding, Level, Report, Verdict, check_file, describe_report, load_house
from service.conformance.house import USUAL
from service.errors import Fixer
from service.settings import load_settings

commands = typer.Typer()

_PLACES_SHOWN = 3
_PLAIN: dict[str, Any] = {"box": None, "pad_edge": False}


@commands.command(
    cls=Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban conformance out/quyet-dinh.docx"
)
def conformance(
    document: Annotated[
        str,
        typer.Argument(metavar="TỆP", help="Văn bản DOCX hoặc PDF; - là đọc từ đầu vào chuẩn."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="In mọi quy tắc, dạng JSON.")] = False,
    house: Annotated[
        Path | None,
        typer.Option(
            "--house",
            metavar="TỆP.toml",
            help="Thông lệ riêng của cơ quan; không có thì theo VANBAN_HOUSE_RULES, rồi thông lệ chung.",
        ),
    ] = None,
) -> int:
    """Kiểm tra thể thức của một văn bản DOCX hoặc PDF theo Nghị định 30/2020/NĐ-CP.

    Mã thoát là 3 khi trái một quy định bắt buộc, 0 khi không. Thông lệ không bao giờ là vi phạm.
    """
    customs = house or load_settings().house_rules
    report = check_file(read(document), house=load_house(customs) if customs is not None else USUAL)
    if as_json:
        print_line(json.dumps(describe_report(report), ensure_ascii=False, indent=2))
    else:
        _print_report(report)
    return EXIT_CODES[Fixer.CLERK] if report.breaches else 0


def _print_report(report: Report) -> None:
    """Breaches first, then departures from the forms, then what a person must see, then customs."""
    for title, shown in _groups(report):
        if not shown:
            continue
        table = Table("Quy tắc", "Vị trí", "Thấy", "Quy định", title=title, title_justify="left", **_PLAIN)
        for findings in _alike(shown):
            table.add_row(*map(Text, _cells(findings)))
        Console().print(table)
        print_line("")
    verdicts = list(report.verdicts.values())
    counts = [f"{verdicts.count(verdict)} {verdict.label}" for verdict in Verdict if verdict in verdicts]
    breaches = len({finding.rule.id for finding in report.breaches})
    print_line(f"Kết quả ({report.rule_set}, {report.medium.upper()}): {', '.join(counts)}.")
    print_line(f"Trái {breaches} quy định bắt buộc." if breaches else "Không trái quy định bắt buộc nào.")


def _groups(report: Report) -> Iterator[tuple[str, list[Finding]]]:
    """The findings to show, by what they mean for the document."""
    failed = [finding for finding in report.findings if finding.verdict is Verdict.FAIL]
    for title, level in (("TRÁI QUY ĐỊNH BẮT BUỘC", Level.MUST), ("KHÁC MẪU TRÌNH BÀY", Level.SHOULD)):
        yield title, [finding for finding in failed if finding.rule.level is level]
    yield (
        "CẦN NGƯỜI XEM LẠI",
        [finding for finding in report.findings if finding.verdict is Verdict.NEEDS_REVIEW],
    )
    yield (
        "KHÁC THÔNG LỆ (KHÔNG PHẢI VI PHẠM)",
        [finding for finding in failed if finding.rule.level is Level.HOUSE],
    )


def _alike(findings: list[Finding]) -> list[list[Finding]]:
    """Findings of one rule that found the same, together: a wrong typeface is wrong in every paragraph."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule.id, finding.found), []).append(finding)
    return list(groups.values())


def _cells(findings: list[Finding]) -> tuple[str, ...]:
    first = findings[0]
    places = [_where(finding) for finding in findings[:_PLACES_SHOWN]]
    more = len(findings) - len(places)
    where = "\n".join(places) + (f"\n… và {more} chỗ nữa" if more else "")
    asked = f"{first.asked} ({first.rule.citation or 'thông lệ'})"
    return first.rule.id, where, printable(first.found), printable(asked)


def _where(finding: Finding) -> str:
    place = finding.place
    if place is None:
        return "cả văn bản"
    return printable(f"{place.describe()}: «{place.quote[:40]}»" if place.quote else place.describe())
