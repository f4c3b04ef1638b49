"""A new kind begins with a folder that makes a right document at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from service.conformance import check_docx, check_pdf
from service.conversion import OfficePool, PdfRequest, PoolSettings
from service.generate import Format, Generator, load_edition
from service.kinds import Form, load_catalog, parse_kind
from service.rendering.tidy import tidy
from service.revisions import check_revision, find_samples
from service.revisions.samples import load_inspections
from service.revisions.skeleton import TYPE_NAMES, form_of, make_skeleton, write_expected
from tests.kinds.reading import read_text
from tests.kinds.samples import ROOT, generator

MADE = [("report", "Báo cáo"), ("order", "Quyết định"), ("letter", "Công văn"), ("session", "Biên bản")]


def lay(folder: Path, kind: str, type_name: str) -> Generator:
    """A generator over a templates folder that holds the new kind, and over the stored kinds."""
    (folder / kind).mkdir()
    for name, content in make_skeleton(kind, form_of(type_name), type_name).items():
        (folder / kind / name).write_bytes(content)
    made = generator().fixed()
    made.use(load_edition(load_catalog(folder).get(kind)))
    return made


@pytest.mark.parametrize(("kind", "type_name"), MADE, ids=[kind for kind, _ in MADE])
def test_a_new_kind_makes_documents_that_keep_the_decree(kind: str, type_name: str, tmp_path: Path) -> None:
    made = lay(tmp_path, kind, type_name)
    samples = find_samples(made.catalog, made.checker, made.catalog.get(kind), load_inspections())
    assert samples
    for sample in samples:
        report = check_docx(sample.fill(made.edition(kind).template))
        assert [(finding.rule.id, finding.found) for finding in report.breaches] == []


@pytest.mark.parametrize(("kind", "type_name"), MADE, ids=[kind for kind, _ in MADE])
def test_the_check_has_nothing_to_say_of_a_new_kind(kind: str, type_name: str, tmp_path: Path) -> None:
    made = lay(tmp_path, kind, type_name)
    source = made.edition(kind).source
    assert check_revision(made, kind, source, load_inspections()).findings == ()
    assert tidy(source, kind).content == source


def test_a_report_is_generated_at_once(tmp_path: Path) -> None:
    inspection = load_inspections()[1]
    document = lay(tmp_path, "report", "Báo cáo").generate(inspection, "report", format=Format.DOCX)
    text = read_text(document.docx or b"")
    assert document.name == "Báo cáo kết quả kiểm tra"
    assert "BÁO CÁO\nKết quả kiểm tra công tác cải cách hành chính" in text
    assert "/BC-SNV" in text


@pytest.mark.office
def test_the_pdf_of_a_new_kind_keeps_the_decree(tmp_path: Path) -> None:
    made = lay(tmp_path, "report", "Báo cáo")
    docx = made.generate(load_inspections()[1], "report", format=Format.DOCX).docx or b""
    with OfficePool(PoolSettings(fonts_dir=ROOT / "fonts", size=1)) as pool:
        pool.start()
        pdf = pool.convert(docx, PdfRequest()).content
    assert [(finding.rule.id, finding.found) for finding in check_pdf(pdf).breaches] == []


def test_the_expected_text_is_that_of_the_first_sample(tmp_path: Path) -> None:
    made = lay(tmp_path, "report", "Báo cáo")
    kind = made.catalog.get("report")
    sample = find_samples(made.catalog, made.checker, kind, load_inspections())[0]
    edition = made.edition("report")
    written = write_expected(edition.source, sample)
    assert written.decode() == read_text(sample.fill(edition.template))


def test_without_a_sample_the_expected_text_is_empty() -> None:
    assert write_expected(make_skeleton("report", Form.TYPED, "Báo cáo")["template.docx"], None) == b""


@pytest.mark.parametrize("type_name", TYPE_NAMES)
def test_every_type_of_the_decree_can_be_begun(type_name: str) -> None:
    files = make_skeleton("new", form_of(type_name), type_name)
    kind = parse_kind(Path("new"), files["kind.toml"])
    assert (kind.type_name, kind.abbreviation) == (type_name, TYPE_NAMES[type_name])
    assert kind.form is form_of(type_name)


def test_the_description_explains_every_field() -> None:
    """Each line of facts follows a line of explanation, except the second of a pair."""
    for form in Form:
        text = make_skeleton("new", form, "Báo cáo")["kind.toml"].decode()
        assert tomllib.loads(text)["form"] == form.value
        blocks = [block for block in text.split("\n\n") if re.search("^[a-z[]", block, re.MULTILINE)]
        assert all(block.startswith("#") for block in blocks)


def test_nothing_is_left_to_be_put_in(unpacked: Callable[[bytes], str]) -> None:
    for form in Form:
        files = make_skeleton("new", form, "Tờ trình")
        text = files["kind.toml"].decode() + files["README.md"].decode() + unpacked(files["template.docx"])
        assert not re.search(r"\[(TÊN|Tên|tên|viết|loại)", text)


@pytest.fixture
def unpacked() -> Callable[[bytes], str]:
    return read_text
