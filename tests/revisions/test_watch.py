from __future__ import annotations

import io
import os
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from docx import Document

from service.batch import BatchFormat, LocalRunner, plan_batch
from service.generate import Generator
from service.revisions.store import State, TemplateStore
from service.revisions.watch import Watcher, watching
from tests.batch.fakes import make_data, read
from tests.revisions.editing import edit_template

KIND = "notice"
# Two places far apart: a document with one word of each would be made of two templates.
REWORDED = (("thông báo lịch", "báo lịch"), ("phối hợp thực hiện", "cùng thực hiện"))
BEGINNING, END = "báo lịch", "cùng thực hiện"
PATIENCE_S = 60


def lay_down(folder: Path, content: bytes) -> None:
    """Replaces the template as a person with a copy on another drive does: not in one step."""
    path = folder / KIND / "template.docx"
    path.write_bytes(content)
    later = time.time_ns() + 1_000_000  # whatever the clock of the file system can tell apart
    os.utime(path, ns=(later, later))


def wait_until(is_done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_done():
        assert time.monotonic() < until
        time.sleep(0.02)


def revise(generator: Generator) -> bytes:
    return edit_template(generator.edition(KIND).source, *REWORDED)


def test_a_changed_file_comes_into_use_once_it_rests(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    watcher, revised = Watcher(store, timedelta()), revise(generator)
    watcher.look()
    lay_down(templates_dir, revised)
    watcher.look()
    assert generator.edition(KIND).source != revised
    watcher.look()
    assert generator.edition(KIND).source == revised


def test_a_file_that_is_being_copied_is_left_alone(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    watcher, revised = Watcher(store, timedelta()), revise(generator)
    for length in range(1000, len(revised), 2000):
        lay_down(templates_dir, revised[:length])
        watcher.look()
    lay_down(templates_dir, revised)
    watcher.look()
    watcher.look()
    assert (store.swaps, store.refusals) == (1, 0)


def test_a_folder_at_rest_is_not_read_again(store: TemplateStore) -> None:
    watcher = Watcher(store, timedelta())
    taken_up: list[str] = []
    take_up = store.take_up
    store.take_up = lambda kind: taken_up.append(kind) or take_up(kind)  # type: ignore[method-assign,func-returns-value]
    for _ in range(5):
        watcher.look()
    assert sorted(taken_up) == sorted(store.find_kinds())


def test_a_change_that_leaves_no_trace_outside_is_found_in_the_end(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    watcher = Watcher(store, timedelta())
    path = templates_dir / KIND / "template.docx"
    watcher.look()
    watcher.look()
    before = path.stat()
    path.write_bytes(b"x" * before.st_size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    for _ in range(30):
        watcher.look()
    assert store.standing(KIND).state is State.REFUSED


def test_the_watch_goes_on_when_a_look_fails(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    find, failures = store.find_kinds, [OSError("gone")]

    def find_sometimes() -> tuple[str, ...]:
        if failures:
            raise failures.pop()
        return find()

    store.find_kinds = find_sometimes  # type: ignore[method-assign]
    revised = revise(generator)
    lay_down(templates_dir, revised)
    with watching(store, timedelta(seconds=0.01)):
        wait_until(lambda: generator.edition(KIND).source == revised)


def test_a_pause_of_nothing_watches_nothing(store: TemplateStore) -> None:
    before = threading.active_count()
    with watching(store, timedelta()):
        assert threading.active_count() == before


def test_each_document_is_wholly_of_one_template(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    """A bad file and then a good one are laid into the folder while documents are made without a pause."""
    inspection = read(make_data(1)).inspection
    old, revised = generator.edition(KIND), revise(generator)
    made: list[tuple[str, bytes]] = []
    is_over = threading.Event()

    def make() -> None:
        while not is_over.is_set():
            draft = generator.draft(inspection, KIND, "u0")
            made.append((draft.template_sha256, draft.docx))

    makers = [threading.Thread(target=make) for _ in range(2)]
    with watching(store, timedelta(seconds=0.05)):
        for maker in makers:
            maker.start()
        try:
            lay_down(templates_dir, revised[:-100])
            wait_until(lambda: store.standing(KIND).state is State.REFUSED)
            assert generator.edition(KIND) is old
            lay_down(templates_dir, revised)
            wait_until(lambda: generator.edition(KIND).source == revised)
            enough = len(made) + 25
            wait_until(lambda: len(made) >= enough)
        finally:
            is_over.set()
            for maker in makers:
                maker.join()
    new = generator.edition(KIND)
    assert len(made) >= 50 and {sha256 for sha256, _ in made} == {old.template.sha256, new.template.sha256}
    for sha256, docx in dict.fromkeys(made):
        text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)
        is_new = sha256 == new.template.sha256
        assert (f" {BEGINNING}" in text and "thông báo lịch" not in text) is is_new
        assert (END in text) is is_new


def test_a_batch_ends_with_the_template_it_began_with(store: TemplateStore, generator: Generator) -> None:
    old = generator.template_sha256(KIND)
    job = plan_batch(read(make_data(12)), generator.catalog, KIND, format=BatchFormat.DOCX)
    outcomes = LocalRunner(generator, 2).run(job)
    first = next(outcomes)
    store.accept(KIND, revise(generator), old)
    documents = [outcome.document for outcome in (first, *outcomes)]
    assert {document.template_sha256 for document in documents if document} == {old}
    assert len(documents) == 12 and generator.template_sha256(KIND) != old
