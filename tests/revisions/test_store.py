from __future__ import annotations

import hashlib
import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from structlog.testing import capture_logs

from service.domain.loading import parse_inspection
from service.errors import KindBroken, KindUnknown, RevisionRefused, TemplateChanged, TemplatesUnwritable
from service.generate import Format, Generator, compile_edition
from service.messages import describe
from service.revisions.folder import replace_template
from service.revisions.store import State, TemplateStore
from tests.kinds.samples import MAIN, read_example
from tests.revisions.conftest import small_inspection
from tests.revisions.editing import DOCUMENT, STYLES, edit_template

KIND = "notice"
REWORDED = ("đề nghị", "kính đề nghị")
BROKEN = ("{% endif %}", "{% endfor %}")
UNIT = "so-cong-thuong"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def source_of(generator: Generator) -> bytes:
    return generator.edition(KIND).source


def lay_down(folder: Path, content: bytes, kind: str = KIND) -> None:
    (folder / kind / "template.docx").write_bytes(content)


def read_text(generator: Generator) -> str:
    document = generator.generate(parse_inspection(read_example(MAIN)), KIND, unit=UNIT, format=Format.DOCX)
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(document.docx or b"")).paragraphs)


def read_body(generator: Generator) -> str:
    document = generator.generate(parse_inspection(read_example(MAIN)), KIND, unit=UNIT, format=Format.DOCX)
    with zipfile.ZipFile(io.BytesIO(document.docx or b"")) as archive:
        return archive.read(DOCUMENT).decode()


def test_all_kinds_are_in_use_at_first(store: TemplateStore, generator: Generator) -> None:
    assert {standing.state for standing in store.standings} == {State.IN_USE}
    assert tuple(standing.kind for standing in store.standings) == generator.catalog.names


def test_a_good_file_comes_into_use(store: TemplateStore, generator: Generator, templates_dir: Path) -> None:
    revised = edit_template(source_of(generator), REWORDED)
    lay_down(templates_dir, revised)
    assert store.take_up(KIND)
    assert generator.template_sha256(KIND) == sha256(revised)
    assert "kính đề nghị" in read_text(generator)
    assert (store.swaps, store.refusals) == (1, 0)


def test_a_file_as_word_leaves_it_is_used_as_if_it_were_tidy(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    """Word gives styles new ids when it saves; by those ids the rules under headings are found."""
    before = read_body(generator)
    untidy = edit_template(source_of(generator), ("RuleShort", "Ngkngn"), parts=(DOCUMENT, STYLES))
    lay_down(templates_dir, untidy)
    store.take_up(KIND)
    assert store.standing(KIND).state is State.IN_USE
    assert generator.template_sha256(KIND) == sha256(untidy)
    assert "RuleShort" in before and read_body(generator) == before


def test_a_bad_file_is_refused_and_the_old_one_stays(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    before, broken = source_of(generator), edit_template(source_of(generator), BROKEN)
    lay_down(templates_dir, broken)
    store.take_up(KIND)
    standing = store.standing(KIND)
    assert (standing.state, standing.template_sha256) == (State.REFUSED, sha256(before))
    assert standing.refusal and standing.refusal.sha256 == sha256(broken) and standing.refusal.findings
    assert source_of(generator) == before


def test_the_log_tells_of_both_without_words_of_the_template(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    revised, broken = (edit_template(source_of(generator), words) for words in (REWORDED, BROKEN))
    with capture_logs() as lines:
        for content in (revised, broken):
            lay_down(templates_dir, content)
            store.take_up(KIND)
    told = [(line["event"], line["kind"], line["template_sha256"]) for line in lines]
    assert told == [("template_in_use", KIND, sha256(revised)), ("template_refused", KIND, sha256(broken))]
    assert lines[1]["codes"] and "endfor" not in str(lines)


def test_a_template_of_the_start_that_would_be_refused_is_told_of(
    generator: Generator, templates_dir: Path
) -> None:
    faulty = edit_template(source_of(generator), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA"))
    generator.use(compile_edition(generator.edition(KIND).kind, faulty))
    store = TemplateStore(generator, templates_dir, [small_inspection()])
    with capture_logs() as lines:
        for kind in store.kinds_in_use:
            store.review(kind)
    standing = store.standing(KIND)
    assert (standing.state, standing.template_sha256) == (State.FLAWED, sha256(faulty))
    assert "rule-breach" in {finding.code for finding in standing.flaws}
    assert [(line["event"], line["kind"]) for line in lines] == [("template_flawed", KIND)]
    assert store.standing("decision").state is State.IN_USE


def test_a_refused_file_is_checked_once(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    lay_down(templates_dir, b"no Word file")
    for _ in range(3):
        store.take_up(KIND)
    assert store.refusals == 1


def test_the_old_file_back_in_its_place_ends_the_refusal(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    before = source_of(generator)
    for content in (b"no Word file", before):
        lay_down(templates_dir, content)
        store.take_up(KIND)
    assert (store.standing(KIND).state, store.swaps) == (State.IN_USE, 0)


def test_a_missing_file_leaves_the_old_one_in_use(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    before = read_text(generator)
    (templates_dir / KIND / "template.docx").unlink()
    store.take_up(KIND)
    refusal = store.standing(KIND).refusal
    assert refusal and isinstance(refusal.error, KindBroken) and refusal.sha256 is None
    assert read_text(generator) == before


def test_kind_and_template_come_into_use_together(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    path = templates_dir / KIND / "kind.toml"
    facts = path.read_text(encoding="utf-8")
    title = generator.catalog.get(KIND).title
    path.write_text(facts.replace(f'title = "{title}"', 'title = "Thông báo mới"'), encoding="utf-8")
    revised = edit_template(source_of(generator), REWORDED)
    lay_down(templates_dir, revised)
    store.take_up(KIND)
    assert generator.catalog.get(KIND).title == "Thông báo mới"
    assert generator.edition(KIND).source == revised


def test_a_broken_kind_file_is_refused(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    (templates_dir / KIND / "kind.toml").write_text("title = ", encoding="utf-8")
    store.take_up(KIND)
    refusal = store.standing(KIND).refusal
    assert refusal and isinstance(refusal.error, KindBroken)


def test_a_new_kind_comes_into_use(store: TemplateStore, generator: Generator, templates_dir: Path) -> None:
    shutil.copytree(templates_dir / KIND, templates_dir / "second_notice")
    assert "second_notice" in store.find_kinds()
    store.take_up("second_notice")
    assert "second_notice" in generator.catalog.names
    generator.generate(parse_inspection(read_example(MAIN)), "second_notice", unit=UNIT, format=Format.DOCX)


def test_a_bad_new_kind_is_told_of_and_not_known(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    shutil.copytree(templates_dir / KIND, templates_dir / "second_notice")
    lay_down(templates_dir, edit_template(source_of(generator), BROKEN), "second_notice")
    store.take_up("second_notice")
    last = store.standings[-1]
    assert (last.kind, last.state, last.template_sha256) == ("second_notice", State.REFUSED, None)
    with pytest.raises(KindUnknown):
        generator.edition("second_notice")


def test_an_accepted_revision_is_stored_and_used_and_the_old_one_kept(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    before = source_of(generator)
    accepted = store.accept(KIND, edit_template(before, REWORDED), sha256(before))
    folder = templates_dir / KIND
    assert (folder / "template.docx").read_bytes() == accepted.edition.source == source_of(generator)
    assert "kính đề nghị" in read_text(generator)
    (kept,) = (folder / "history").iterdir()
    assert kept.name == f"0001-{sha256(before)[:12]}.docx" and kept.read_bytes() == before
    assert accepted.previous_sha256 == sha256(before)


def test_versions_are_numbered_and_each_is_kept_once(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    first = source_of(generator)
    second = edit_template(first, REWORDED)
    for content in (second, first, second):
        store.accept(KIND, content, generator.template_sha256(KIND))
    kept = sorted(path.name[:4] for path in (templates_dir / KIND / "history").iterdir())
    assert kept == ["0001", "0002"]


def test_a_revision_of_an_older_template_is_refused(store: TemplateStore, generator: Generator) -> None:
    first = source_of(generator)
    store.accept(KIND, edit_template(first, REWORDED), sha256(first))
    with pytest.raises(TemplateChanged) as caught:
        store.accept(KIND, edit_template(first, ("thông báo lịch", "báo lịch")), sha256(first))
    assert caught.value.in_use == generator.template_sha256(KIND)


def test_what_was_laid_down_a_moment_ago_is_not_overwritten(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    first = source_of(generator)
    lay_down(templates_dir, edit_template(first, REWORDED))  # and the watcher has not looked yet
    with pytest.raises(TemplateChanged):
        store.accept(KIND, edit_template(first, ("thông báo lịch", "báo lịch")), sha256(first))


def test_a_revision_takes_the_place_of_a_refused_file_which_is_kept(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    first = source_of(generator)
    lay_down(templates_dir, b"no Word file")
    store.accept(KIND, edit_template(first, REWORDED), sha256(first))
    assert store.standing(KIND).state is State.IN_USE
    (kept,) = (templates_dir / KIND / "history").iterdir()
    assert kept.read_bytes() == b"no Word file"


def test_a_revision_with_errors_is_not_accepted(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    first = source_of(generator)
    with pytest.raises(RevisionRefused) as caught:
        store.accept(KIND, edit_template(first, BROKEN), sha256(first))
    assert caught.value.findings
    assert (templates_dir / KIND / "template.docx").read_bytes() == first == source_of(generator)


def test_a_folder_that_cannot_be_written_is_the_operators_matter(
    store: TemplateStore, generator: Generator, templates_dir: Path
) -> None:
    first = source_of(generator)
    (templates_dir / KIND / "history").write_text("in the way", encoding="utf-8")
    with pytest.raises(TemplatesUnwritable):
        store.accept(KIND, edit_template(first, REWORDED), sha256(first))
    assert source_of(generator) == first
    assert (templates_dir / KIND / "template.docx").read_bytes() == first


def test_writing_leaves_nothing_else_behind_and_keeps_the_rights(templates_dir: Path) -> None:
    folder = templates_dir / KIND
    names = {path.name for path in folder.iterdir()}
    (folder / "template.docx").chmod(0o640)
    replace_template(folder, b"new")
    assert {path.name for path in folder.iterdir()} == {*names, "history"}
    assert (folder / "template.docx").stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_finished_leaves_the_template_whole(
    templates_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = templates_dir / KIND
    before = (folder / "template.docx").read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TemplatesUnwritable) as caught:
        replace_template(folder, b"new")
    assert "ổ đĩa đã đầy" in describe(caught.value).detail
    assert (folder / "template.docx").read_bytes() == before
    assert not list(folder.rglob("*.part"))
