"""`vanban template`: revised templates checked, tidied, described, and begun."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.cli.console import EXIT_CODES, print_line, printable, say
from service.cli.files import read, reason, write_whole
from service.cli.translation import Command, Group
from service.conversion import OfficePool, PdfRequest, check_fonts
from service.errors import EditorError, Fixer, OutputUnwritable
from service.generate import load_edition
from service.kinds import Catalog, Form, Kind, load_catalog, parse_kind
from service.messages import describe_template_finding, describe_tidying
from service.rendering import Template, compile_template
from service.rendering.tidy import Tidying, tidy
from service.revisions import Revision, Severity, TemplateField, TemplateFinding
from service.revisions.check import check_template
from service.revisions.fields import list_fields_of
from service.revisions.samples import Sample, find_samples, load_inspections
from service.revisions.skeleton import TYPE_NAMES, form_of, make_skeleton, write_expected
from service.settings import Settings, load_settings

commands = typer.Typer()
_group = typer.Typer(
    cls=Group,
    name="template",
    help="Mẫu văn bản: kiểm tra bản sửa, dọn mẫu, xem chỗ điền, tạo mẫu mới.",
    no_args_is_help=True,
    subcommand_metavar="LỆNH ...",
    options_metavar="[TÙY CHỌN]",
)
commands.add_typer(_group)

_KIND_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_Kind = Annotated[str, typer.Argument(metavar="LOẠI", help="Loại văn bản; xem: vanban kinds.")]


def _require_kind_name(name: str) -> str:
    """The name of a kind that may become a folder and part of an address; refused otherwise."""
    if not _KIND_NAME.fullmatch(name):
        raise typer.BadParameter("not a name for a kind")
    return name


def _require_type_name(name: str) -> str:
    """A type of document that the decree names; refused otherwise."""
    if name not in TYPE_NAMES:
        raise typer.BadParameter("not a type of document")
    return name


_Template = Annotated[
    str, typer.Argument(metavar="TỆP.docx", help="Tệp mẫu (DOCX); - là đọc từ đầu vào chuẩn.")
]


@_group.command(
    cls=Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban template check notice mau-da-sua.docx"
)
def check(
    kind: _Kind,
    template: _Template,
    preview: Annotated[
        str | None,
        typer.Option(metavar="TỆP.pdf", help="Ghi thêm một văn bản ví dụ lập bằng bản sửa; cần LibreOffice."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> int:
    """Kiểm tra bản sửa của một mẫu: mọi điểm sai một lượt, kèm vị trí trong Word và cách sửa.

    Mã thoát là 4 khi có lỗi khiến mẫu chưa dùng được, 0 khi chỉ có cảnh báo hoặc lưu ý.
    """
    settings = load_settings()
    catalog = load_catalog(settings.templates_dir)
    found, content = catalog.get(kind), read(template)
    inspections = load_inspections(settings.examples_dir)
    checker = settings.checker_of(catalog)
    revision = check_template(found, content, catalog, checker, inspections, _current(found))
    if as_json:
        print_line(json.dumps(_as_json(revision), ensure_ascii=False, indent=2))
    else:
        _print_revision(revision)
    if preview is not None and revision.is_acceptable:
        samples = find_samples(catalog, checker, found, inspections)
        if samples:
            docx = samples[0].fill(compile_template(revision.tidied, name=kind))
            _write(preview, _convert(settings, docx))
        else:
            say("Không có ví dụ nào đủ dữ liệu cho loại văn bản này nên chưa có bản xem trước.")
    return 0 if revision.is_acceptable else EXIT_CODES[Fixer.EDITOR]


@_group.command(
    name="tidy",
    cls=Command,
    options_metavar="[TÙY CHỌN]",
    epilog="Ví dụ: vanban template tidy mau-da-sua.docx --output mau-da-don.docx",
)
def tidy_file(
    template: _Template,
    output: Annotated[str, typer.Option(metavar="TỆP.docx", help="Nơi ghi mẫu đã dọn.")],
    accept_revisions: Annotated[
        bool, typer.Option("--accept-revisions", help="Chấp nhận mọi dấu vết sửa đổi (Track Changes).")
    ] = False,
) -> None:
    """Dọn những gì Word để lại: thẻ bị tách, kiểu không dùng, dấu kỹ thuật. Chữ và hình thức giữ nguyên."""
    tidied = tidy(read(template), Path(template).name, accepts_revisions=accept_revisions)
    _write(output, tidied.content)
    for line in describe_tidying(change.value for change in Tidying if change in tidied.changes):
        print_line(f"  - {line}")


@_group.command(cls=Command, options_metavar="[TÙY CHỌN]", epilog="Ví dụ: vanban template fields notice")
def fields(
    kind: _Kind,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Liệt kê các chỗ điền: tên, ý nghĩa, giá trị mẫu và thẻ để chép vào Word."""
    settings = load_settings()
    catalog = load_catalog(settings.templates_dir)
    found = catalog.get(kind)
    samples = find_samples(
        catalog, settings.checker_of(catalog), found, load_inspections(settings.examples_dir)
    )
    listed = list_fields_of(_current(found), samples)
    if as_json:
        print_line(json.dumps([_field_as_json(field) for field in listed], ensure_ascii=False, indent=2))
    else:
        _print_fields(listed)


@_group.command(
    cls=Command,
    options_metavar="[TÙY CHỌN]",
    epilog='Ví dụ: vanban template new report --type-name "Báo cáo" --output templates/report',
)
def new(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="LOẠI",
            help="Mã của loại mới: chữ thường không dấu và dấu gạch dưới.",
            callback=_require_kind_name,
        ),
    ],
    output: Annotated[str, typer.Option(metavar="THƯ_MỤC", help="Thư mục sẽ tạo, thường là templates/LOẠI.")],
    form: Annotated[
        Form | None,
        typer.Option(
            metavar="|".join(Form),
            help="Mẫu trình bày theo Nghị định 30; không nêu thì theo tên loại, hoặc typed.",
        ),
    ] = None,
    type_name: Annotated[
        str,
        typer.Option(
            metavar="TÊN",
            help=f"Tên loại văn bản: {', '.join(TYPE_NAMES)}.",
            callback=_require_type_name,
        ),
    ] = "Báo cáo",
) -> None:
    """Tạo thư mục của một loại văn bản mới: kind.toml có giải thích, mẫu đúng thể thức, hướng dẫn."""
    made = make_skeleton(kind, form or form_of(type_name), type_name)
    sample = _find_sample(kind, made["kind.toml"])
    made["expected.txt"] = write_expected(made["template.docx"], sample)
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=False)
        for name, content in made.items():
            write_whole(folder / name, content)
    except FileExistsError as exc:
        raise OutputUnwritable(output, "exists") from exc
    except OSError as exc:
        raise OutputUnwritable(output, reason(exc, missing="folder-missing")) from exc
    print_line(f"Đã tạo: {folder}/ ({', '.join(made)})")
    print_line("Bước tiếp theo: xem README.md trong thư mục.")


def _find_sample(name: str, kind_file: bytes) -> Sample | None:
    """The first document of a new kind that the examples give."""
    settings = load_settings()
    kind = parse_kind(Path(name), kind_file)
    others = (other for other in load_catalog(settings.templates_dir) if other.name != name)
    catalog = Catalog((*others, kind))
    checker = settings.checker_of(catalog)
    samples = find_samples(catalog, checker, kind, load_inspections(settings.examples_dir))
    return samples[0] if samples else None


def _current(kind: Kind) -> Template | None:
    """The template of the kind in its folder, unless it is itself at fault."""
    try:
        return load_edition(kind).template
    except EditorError:
        return None


def _convert(settings: Settings, docx: bytes) -> bytes:
    check_fonts(settings.fonts_dir)
    with OfficePool(settings.pool_of(1)) as office:
        office.start()
        return office.convert(docx, PdfRequest(archival=settings.archival_pdf)).content


def _write(output: str, content: bytes) -> None:
    try:
        write_whole(Path(output), content)
    except OSError as exc:
        raise OutputUnwritable(output, reason(exc, missing="folder-missing")) from exc
    print_line(f"Đã ghi: {output}")


def _print_revision(revision: Revision) -> None:
    if revision.findings:
        table = Table("Mức", "Vị trí", "Nội dung", "Cách sửa", box=None, pad_edge=False)
        for finding in revision.findings:
            message = describe_template_finding(finding)
            cells = (finding.severity.label, finding.place, message.detail, message.suggestion)
            table.add_row(*(Text(printable(cell)) for cell in cells))
        Console().print(table)
    counts = ", ".join(f"{revision.count(severity)} {severity.label}" for severity in Severity)
    verdict = "dùng được" if revision.is_acceptable else "chưa dùng được"
    print_line(f"Kết quả: {verdict} ({counts}).")


def _as_json(revision: Revision) -> dict[str, object]:
    return {
        "kind": revision.kind,
        "sha256": revision.sha256,
        "is_acceptable": revision.is_acceptable,
        "findings": [_finding_as_json(finding) for finding in revision.findings],
        "tidied": list(describe_tidying(revision.changes)),
    }


def _finding_as_json(finding: TemplateFinding) -> dict[str, str]:
    message = describe_template_finding(finding)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": finding.place,
        "quoted": finding.quoted,
        "detail": message.detail,
        "suggestion": message.suggestion,
    }


def _print_fields(listed: tuple[TemplateField, ...]) -> None:
    table = Table("Chỗ điền", "Ý nghĩa", "Ví dụ", "Mẫu dùng", box=None, pad_edge=False)
    for field in listed:
        cells = (field.tag, field.label, field.sample[:60], "có" if field.is_used else "")
        table.add_row(*(Text("".join(c if c == "\n" else printable(c) for c in cell)) for cell in cells))
    Console().print(table)
    used = sum(field.is_used for field in listed)
    print_line(f"{len(listed)} chỗ điền, mẫu đang dùng {used}.")


def _field_as_json(field: TemplateField) -> dict[str, object]:
    return {
        "path": field.path,
        "label": field.label,
        "meaning": field.meaning,
        "sample": field.sample,
        "tag": field.tag,
        "is_used": field.is_used,
    }
