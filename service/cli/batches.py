"""`vanban batch` and `vanban dossier`: many documents, into one ZIP or into a folder."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from service.batch import (
    BatchFormat,
    Job,
    LocalRunner,
    Outcome,
    OutputFolder,
    Reading,
    plan_batch,
    plan_dossier,
    read_file,
    spell_error,
    stream_archive,
)
from service.batch.report import REPORT_NAME
from service.cli.console import EXIT_BUG, EXIT_CODES, EXIT_STOPPED, print_line, say
from service.cli.files import read, reason, write_stream
from service.cli.translation import Command
from service.conversion import OfficePool, check_fonts
from service.errors import Fixer, OutputUnwritable, ServiceError
from service.generate import Generator as Maker
from service.kinds import load_catalog
from service.settings import Settings, load_settings

commands = typer.Typer()

_SERIOUSNESS = (Fixer.OPERATOR, Fixer.EDITOR, Fixer.CLERK)

InspectionPath = Annotated[
    str, typer.Argument(metavar="TỆP", help="Dữ liệu JSON hoặc XLSX; - là đọc từ đầu vào chuẩn.")
]
OutputFile = Annotated[str | None, typer.Option(metavar="TỆP.zip", help="Tệp ZIP để ghi.")]
OutputDir = Annotated[
    str | None,
    typer.Option(
        metavar="THƯ_MỤC", help="Thư mục để ghi; chạy lại thì không lập lại những gì lần trước đã ghi xong."
    ),
]
Units = Annotated[
    str | None, typer.Option(metavar="MÃ,MÃ", help="Mã các đơn vị; không nêu thì là mọi đơn vị.")
]
Wanted = Annotated[
    BatchFormat,
    typer.Option(
        metavar="docx|pdf|both|print",
        show_default=False,
        help="Định dạng, mặc định docx; print là một PDF để in hai mặt, mỗi văn bản bắt đầu ở một tờ mới.",
    ),
]


@commands.command(
    cls=Command,
    options_metavar="[TÙY CHỌN]",
    epilog="Ví dụ: vanban batch notice examples/inspection-2026.json --format pdf --output thong-bao.zip",
)
def batch(
    kind: Annotated[str, typer.Argument(metavar="LOẠI", help="Loại văn bản; xem: vanban kinds.")],
    inspection: InspectionPath,
    output: OutputFile = None,
    output_dir: OutputDir = None,
    units: Units = None,
    format: Wanted = BatchFormat.DOCX,
    first_number: Annotated[
        int | None,
        typer.Option(metavar="SỐ", min=1, max=900_000, help="Số đầu tiên cấp cho các văn bản chưa có số."),
    ] = None,
) -> int:
    """Lập một loại văn bản cho nhiều đơn vị; đơn vị có dữ liệu sai không làm hỏng các đơn vị khác."""
    settings = load_settings()
    catalog = load_catalog(settings.templates_dir)
    title = f"{catalog.get(kind).title} - các đơn vị"

    def plan(reading: Reading) -> Job:
        return plan_batch(
            reading, catalog, kind, units=_split(units), format=format, first_number=first_number
        )

    return _make(settings, plan(read_file(read(inspection))), title, output, output_dir)


@commands.command(
    cls=Command,
    options_metavar="[TÙY CHỌN]",
    epilog="Ví dụ: vanban dossier examples/inspection-2026.json --format pdf --output-dir out/ho-so",
)
def dossier(
    inspection: InspectionPath,
    output: OutputFile = None,
    output_dir: OutputDir = None,
    units: Units = None,
    format: Wanted = BatchFormat.DOCX,
) -> int:
    """Lập mọi văn bản đã đủ dữ liệu của cuộc kiểm tra."""
    settings = load_settings()
    catalog = load_catalog(settings.templates_dir)
    job = plan_dossier(read_file(read(inspection)), catalog, units=_split(units), format=format)
    return _make(settings, job, "Hồ sơ kiểm tra", output, output_dir)


def _split(units: str | None) -> tuple[str, ...]:
    return tuple(unit.strip() for unit in (units or "").split(",") if unit.strip())


def _make(settings: Settings, job: Job, title: str, output: str | None, output_dir: str | None) -> int:
    if (output is None) == (output_dir is None):
        raise typer.BadParameter("one of --output and --output-dir")
    tally = Counter[str]()
    exits: list[int] = []
    try:
        with _stopping_gently():
            _run(settings, job, title, output, output_dir, tally, exits)
    except KeyboardInterrupt:
        _say_stopped(tally, len(job.items), output_dir)
        return EXIT_STOPPED
    _summarise(tally, output or output_dir or "")
    return max(exits, key=_seriousness, default=0)


def _run(
    settings: Settings,
    job: Job,
    title: str,
    output: str | None,
    output_dir: str | None,
    tally: Counter[str],
    exits: list[int],
) -> None:
    with _runner(settings, job.format) as (runner, maker), _progress(len(job.items)) as advance:

        def watch(outcomes: Generator[Outcome]) -> Generator[Outcome]:
            try:
                for outcome in outcomes:
                    yield outcome
                    _note(outcome, tally, exits)
                    advance()
            finally:
                outcomes.close()

        if output is not None:
            write_stream(output, stream_archive(watch(runner.run(job)), job.format, title))
        else:
            _write_folder(runner, maker, job, title, output_dir or "", watch)


@contextmanager
def _stopping_gently() -> Iterator[None]:
    """Makes SIGTERM stop the work like Ctrl-C: offices are ended, and no half file is left."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop) if current_thread() is main_thread() else None
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _write_folder(
    runner: LocalRunner,
    maker: str,
    job: Job,
    title: str,
    output_dir: str,
    watch: Callable[[Generator[Outcome]], Generator[Outcome]],
) -> None:
    try:
        folder = OutputFolder(Path(output_dir), job.format, title, maker)
        folder.write(watch(runner.run(job, folder.find_made)))
    except OSError as exc:
        raise OutputUnwritable(output_dir, reason(exc, missing="folder-missing")) from exc


@contextmanager
def _runner(settings: Settings, format: BatchFormat) -> Iterator[tuple[LocalRunner, str]]:
    """A runner with offices of its own, none for DOCX alone, and the fingerprint of what makes the PDFs."""
    catalog = load_catalog(settings.templates_dir)
    checker = settings.checker_of(catalog)
    if format is BatchFormat.DOCX:
        generator = Maker(catalog, None, checker=checker)
        yield LocalRunner(generator, 1), generator.fingerprint
        return
    check_fonts(settings.fonts_dir)
    with OfficePool(settings.pool_of(settings.offices)) as office:
        generator = Maker(catalog, office, archival=settings.archival_pdf, checker=checker)
        yield LocalRunner(generator, settings.offices + 1), generator.fingerprint


def _note(outcome: Outcome, tally: Counter[str], exits: list[int]) -> None:
    """Counts the outcome, and says at once what went wrong with it."""
    if outcome.document is not None:
        tally["kept" if outcome.is_kept else "made"] += 1
        tally["warned"] += bool(outcome.document.warnings)
        return
    if outcome.error is None:
        tally["not-due"] += 1
        return
    tally["failed"] += 1
    error = outcome.error
    exits.append(EXIT_CODES[error.fixer] if isinstance(error, ServiceError) else EXIT_BUG)
    name = " ".join(part for part in (outcome.item.kind, outcome.item.unit) if part)
    for fault in spell_error(error):
        place = f" ({fault['pointer']})" if "pointer" in fault else ""
        say(f"{name}: {fault['detail']}{place}")


def _seriousness(code: int) -> int:
    """A bug weighs most, then what the operator, the editor, the clerk must put right."""
    order = (EXIT_BUG, *(EXIT_CODES[fixer] for fixer in _SERIOUSNESS))
    return -order.index(code)


def _summarise(tally: Counter[str], place: str) -> None:
    words = {
        "made": "đã lập {} văn bản",
        "kept": "giữ lại {} văn bản đã có",
        "failed": "{} văn bản không lập được",
        "not-due": "{} văn bản chưa đủ dữ liệu",
    }
    parts = [text.format(tally[name]) for name, text in words.items() if tally[name]]
    print_line(f"{place}: {', '.join(parts) or 'không có văn bản nào'}.")
    if tally["warned"]:
        say(f"Cảnh báo: {tally['warned']} văn bản có điểm cần xem lại, ghi ở mục warnings của {REPORT_NAME}.")


def _say_stopped(tally: Counter[str], total: int, output_dir: str | None) -> None:
    if output_dir is None:
        say("Đã dừng theo yêu cầu; chưa có tệp nào được ghi. Dùng --output-dir thì lần sau làm tiếp được.")
        return
    done = tally["made"] + tally["kept"]
    say(f"Đã dừng theo yêu cầu: {done} trên {total} văn bản đã ở trong {output_dir}.")
    say("Hãy chạy lại đúng lệnh này để làm tiếp; những văn bản đã có không phải lập lại.")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on stderr, for people only: nothing of it goes into a file or a pipe."""
    console = Console(stderr=True)
    columns = (TextColumn("Đang lập"), BarColumn(), MofNCompleteColumn(), _Pace())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


class _Pace(ProgressColumn):
    """Documents a second, and how long the rest will take."""

    def render(self, task: Task) -> Text:
        if not task.speed or task.time_remaining is None:
            return Text("")
        minutes, seconds = divmod(int(task.time_remaining), 60)
        return Text(f"{task.speed:.1f} văn bản/giây, còn {minutes}:{seconds:02d}".replace(".", ",", 1))
