"""A pool of real offices: right results, and nothing but time lost when an office goes wrong."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from service.conversion import OfficePool, Pdf, PdfRequest
from service.conversion.premises import list_leftovers
from service.errors import (
    ConversionFailed,
    ConversionTimedOut,
    OfficeBusy,
    OfficeUnavailable,
    OperatorError,
    ResultRejected,
    SettingInvalid,
)
from tests.conversion.documents import SENTENCE, link_pictures, make_docx
from tests.conversion.offices import PATIENCE, pids_in, settings_for, soffice_pids, wait_until

pytestmark = pytest.mark.office

SHORT = make_docx(paragraphs=2)
SLOW = make_docx(rows=400)  # a second or so


def text_of(pdf: Pdf) -> str:
    with pdfplumber.open(io.BytesIO(pdf.content)) as document:
        return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def begin(pool: OfficePool, document: bytes) -> Future[Pdf]:
    """A conversion that is under way on some office when this returns."""
    executor = ThreadPoolExecutor(1)
    before = pool.status().busy
    outcome = executor.submit(pool.convert, document)
    wait_until(lambda: pool.status().busy > before)
    time.sleep(0.1)  # an office counts as busy a moment before it is found alive and given the document
    executor.shutdown(wait=False)
    return outcome


# Results


def test_pdf_says_what_the_document_says(pool: OfficePool) -> None:
    pdf = pool.convert(make_docx(paragraphs=40))
    assert pdf.pages == 4
    assert text_of(pdf) == " ".join([SENTENCE.strip()] * 80)


def test_pdf_is_archival_tagged_and_in_the_right_font(pool: OfficePool) -> None:
    with pikepdf.open(io.BytesIO(pool.convert(SHORT).content)) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2B"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "vi-VN"
        assert str(pdf.docinfo.Title) == "Thông báo về việc thanh tra"
        fonts = {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].obj.Resources.Font.values()}
    assert fonts == {"LiberationSerif"}


def test_plain_pdf_makes_no_archival_claim(pool: OfficePool) -> None:
    content = pool.convert(SHORT, PdfRequest(archival=False)).content
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        assert not metadata.pdfa_status


def test_date_is_the_one_asked_for(pool: OfficePool) -> None:
    moment = datetime(2026, 3, 11, 8, 30, tzinfo=UTC)
    with pikepdf.open(io.BytesIO(pool.convert(SHORT, PdfRequest(moment=moment)).content)) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20260311083000")


@pytest.mark.parametrize("archival", [True, False], ids=["archival", "plain"])
def test_same_document_is_the_same_bytes_on_every_office(pool: OfficePool, archival: bool) -> None:
    wait_until(lambda: pool.status().ready == 2)
    documents = [make_docx(paragraphs=number) for number in (3, 9, 27)] * 4
    with ThreadPoolExecutor(4) as executor:
        results = list(executor.map(lambda it: pool.convert(it, PdfRequest(archival=archival)), documents))
    assert results == results[:3] * 4


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (make_docx(paragraphs=1, language="en-US"), "language en-US"),
        (make_docx(paragraphs=1, text="Đã ký 你 "), "letter-missing 你 U+4F60"),
    ],
    ids=["English", "letter missing from the font"],
)
def test_unsuitable_result_is_rejected_with_the_reason(
    pool: OfficePool, document: bytes, reason: str
) -> None:
    with pytest.raises(ResultRejected) as caught:
        pool.convert(document)
    assert caught.value.reason == reason


# Hostile or broken input


@pytest.mark.parametrize(
    "document",
    [b"rubbish", SHORT[:2000], b"<html><body><p>Th\xc3\xb4ng b\xc3\xa1o</p></body></html>"],
    ids=["rubbish", "cut off", "HTML"],
)
def test_what_is_no_docx_fails_and_leaves_the_office_well(pool: OfficePool, document: bytes) -> None:
    before = pool.status()
    with pytest.raises(ConversionFailed, match="refused"):
        pool.convert(document)
    assert pool.convert(SHORT).pages == 1
    assert pool.status().restarts == before.restarts


def test_empty_file_gives_no_pdf(pool: OfficePool) -> None:
    with pytest.raises(OperatorError):  # LibreOffice takes it for an empty document in its own language
        pool.convert(b"")


def test_linked_pictures_are_not_fetched(pool: OfficePool, tmp_path: Path) -> None:
    picture = tmp_path / "seal.png"
    picture.write_bytes(_png())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/seal.png"
        content = pool.convert(link_pictures(SHORT, [address, picture.as_uri()])).content
        with pytest.raises(TimeoutError):
            listener.accept()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert all(not page.get_images() for page in pdf.pages)


def _png() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(buffer, "PNG")
    return buffer.getvalue()


# Start


def test_pool_is_not_ready_before_an_office_has_passed_its_probe(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path)) as pool:
        assert not pool.is_ready
        assert pool.status().ready == 0
        pool.wait_ready(PATIENCE)
        assert pool.is_ready
        assert pool.status().rss_mb > 0


def test_office_that_cannot_start_is_tried_again_until_it_can(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.mkdir()
    with OfficePool(settings_for(tmp_path, soffice=program / "soffice")) as pool:
        with pytest.raises(OfficeUnavailable, match="ended-while-starting"):
            pool.wait_ready(timedelta(seconds=1))
        program.rmdir()
        program.symlink_to(Path("/usr/bin/soffice").resolve().parent)
        pool.wait_ready(PATIENCE)
        assert pool.convert(SHORT).pages == 1


def test_pool_without_a_ready_office_says_so(tmp_path: Path) -> None:
    changes = {"soffice": tmp_path / "none", "queue_timeout": timedelta(seconds=0.5)}
    with OfficePool(settings_for(tmp_path, **changes)) as pool, pytest.raises(OfficeUnavailable):
        pool.convert(SHORT)


def test_working_folder_with_too_long_a_path_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="work_dir"):
        OfficePool(settings_for(tmp_path / ("x" * 100)))


# Offices that go wrong


def test_office_killed_between_requests_costs_only_time(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path)) as pool:
        expected = pool.convert(SHORT)
        for pid in soffice_pids(tmp_path):
            os.kill(pid, signal.SIGKILL)
        assert pool.convert(SHORT) == expected
        assert pool.status().restarts == 1


def test_office_killed_during_a_request_costs_only_time(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path)) as pool:
        expected = pool.convert(SLOW)
        outcome = begin(pool, SLOW)
        for pid in soffice_pids(tmp_path):
            os.kill(pid, signal.SIGKILL)
        assert outcome.result() == expected
        assert pool.status().restarts == 1


def test_frozen_office_is_given_up_in_time_and_replaced(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path, conversion_timeout=timedelta(seconds=1.5))) as pool:
        pool.wait_ready(PATIENCE)
        frozen = pids_in(tmp_path)
        outcome = begin(pool, SLOW)
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        begun = time.monotonic()
        with suppress(ConversionTimedOut):  # on a slow machine the second office needs too long as well
            assert outcome.result().pages > 1
        assert 1 < time.monotonic() - begun < 20
        assert not set(frozen) & set(pids_in(tmp_path))
        assert pool.status().hung >= 1


def test_offices_killed_or_stopped_while_idle_are_not_tried_at_all(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path, size=2)) as pool:
        wait_until(lambda: pool.status().ready == 2)
        killed, stopped = soffice_pids(tmp_path)
        os.kill(killed, signal.SIGKILL)
        os.kill(stopped, signal.SIGSTOP)
        wait_until(lambda: killed not in soffice_pids(tmp_path))  # a signal takes effect a moment later
        assert pool.convert(SHORT).pages == 1
        assert pool.status().retries == 0
        wait_until(lambda: pool.status().died == 2)


def test_document_that_takes_too_long_twice_is_given_up(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path, conversion_timeout=timedelta(seconds=0.3))) as pool:
        pool.wait_ready(PATIENCE)
        with pytest.raises(ConversionTimedOut) as caught:
            pool.convert(SLOW)
        assert caught.value.seconds == 0.3
        assert pool.convert(SHORT).pages == 1


def test_document_that_eats_the_memory_fails_and_nothing_else_does(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path, memory_limit_mb=90)) as pool:
        greedy = make_docx(rows=3000)
        with pytest.raises(ConversionFailed, match="office-lost") as caught:
            pool.convert(greedy)
        assert caught.value.document == hashlib.sha256(greedy).hexdigest()
        assert pool.convert(SHORT).pages == 1
        before = pool.status()
        with pytest.raises(ConversionFailed, match="set-aside"):
            pool.convert(greedy)
        assert (pool.status().restarts, pool.status().set_aside) == (before.restarts, 1)


def test_worn_office_is_replaced_without_a_gap(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path, recycle_after=5)) as pool:
        expected = pool.convert(SHORT)
        (first,) = soffice_pids(tmp_path)
        slowest = 0.0
        while pool.status().restarts == 0:
            begun = time.monotonic()
            assert pool.convert(SHORT) == expected
            slowest = max(slowest, time.monotonic() - begun)
            assert pool.is_ready
        assert first not in soffice_pids(tmp_path)
        assert slowest < 0.8  # a start takes longer: nobody waited for one


# Queue


def test_full_queue_turns_away_at_once_and_patience_ends(tmp_path: Path) -> None:
    changes = {"queue_limit": 1, "queue_timeout": timedelta(seconds=0.2)}
    with OfficePool(settings_for(tmp_path, **changes)) as pool:
        pool.wait_ready(PATIENCE)
        at_work = begin(pool, SLOW)
        with ThreadPoolExecutor(1) as executor:
            waiting = executor.submit(pool.convert, SHORT)
            wait_until(lambda: pool.status().waiting == 1)
            begun = time.monotonic()
            with pytest.raises(OfficeBusy, match="queue-full"):
                pool.convert(SHORT)
            assert time.monotonic() - begun < 0.1
            with pytest.raises(OfficeBusy, match="wait-too-long"):
                waiting.result()
        assert at_work.result().pages > 1


def test_many_at_once_each_get_their_own_document(pool: OfficePool) -> None:
    with ThreadPoolExecutor(16) as executor:
        results = executor.map(
            lambda number: text_of(pool.convert(make_docx(paragraphs=1, text=f"số {number}. "))), range(32)
        )
    assert [text.split(".")[0] for text in results] == [f"số {number}" for number in range(32)]


# End


def test_closing_lets_running_conversions_finish_and_leaves_nothing(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path, size=2)) as pool:
        wait_until(lambda: pool.status().ready == 2)
        sockets = [
            path for folder in tmp_path.glob("*/*") for path in list_leftovers(folder) if path.exists()
        ]
        running = begin(pool, SLOW)
    assert running.result().pages > 1
    assert pids_in(tmp_path) == []
    assert list(tmp_path.iterdir()) == []
    assert len(sockets) == 4  # two of each office: they are named as we expect
    assert not any(path.exists() for path in sockets)
    with pytest.raises(OfficeUnavailable, match="stopping"):
        pool.convert(SHORT)


def test_closing_while_offices_start_leaves_nothing(tmp_path: Path) -> None:
    with OfficePool(settings_for(tmp_path, size=2)):
        wait_until(lambda: soffice_pids(tmp_path))
    assert pids_in(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_offices_go_when_the_service_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from service.conversion import OfficePool;"
        "from tests.conversion.offices import settings_for, PATIENCE;"
        "pool = OfficePool(settings_for(Path(sys.argv[1]))); pool.start(); pool.wait_ready(PATIENCE);"
        "print('ready', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as service:
        assert service.stdout is not None
        while service.stdout.readline() != b"ready\n":
            pass
        assert soffice_pids(tmp_path)
        service.kill()
    wait_until(lambda: not soffice_pids(tmp_path) and not list(tmp_path.iterdir()))
