"""`vanban generate`: one document."""

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.console import print_line, say
from service.cli.files import read, write_document
from service.cli.translation import Command
from service.conversion import OfficePool, check_fonts
from service.domain.inspection import Inspection
from service.generate import Document, Format, Generator
from service.kinds import load_catalog
from service.messages import describe_finding
from service.settings import Settings, load_settings
from service.workbook import open_inspection

commands = typer.Typer()


@commands.command(
    cls=Command,
    options_metavar="[TÙY CHỌN]",
    epilog="Ví dụ: vanban generate notice examples/inspection-2026.json --unit so-cong-thuong --output out/",
)
def generate(
    kind: Annotated[str, typer.Argument(metavar="LOẠI", help="Loại văn bản; xem: vanban kinds.")],
    inspection: Annotated[
        str,
        typer.Argument(metavar="TỆP", help="Dữ liệu JSON hoặc XLSX; - là đọc từ đầu vào chuẩn."),
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
    file = open_inspection(read(inspection))
    with file.naming_cells():
        document = _generate(load_settings(), file.parse(), kind, unit, wanted)
    tell_warnings(document)
    print_line("Đã ghi: " + ", ".join(str(path) for path in write_document(document, output)))


def tell_warnings(document: Document) -> None:
    """Prints on stderr what the checks warn of; the document is made all the same."""
    for finding in document.warnings:
        say(f"Cảnh báo {finding.rule}: {describe_finding(finding)} ({finding.pointer})")


def _generate(
    settings: Settings, inspection: Inspection, kind: str, unit: str | None, format: Format
) -> Document:
    catalog = load_catalog(settings.templates_dir)
    checker = settings.checker_of(catalog)
    if format is Format.DOCX:
        generator = Generator(catalog, None, checker=checker)
        return generator.generate(inspection, kind, unit=unit, format=format)
    check_fonts(settings.fonts_dir)
    with OfficePool(settings.pool_of(1)) as office:
        generator = Generator(catalog, office, archival=settings.archival_pdf, checker=checker)
        return generator.generate(inspection, kind, unit=unit, format=format)
