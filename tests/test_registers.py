from __future__ import annotations

import datetime as dt
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from service.domain.checks import Level
from service.domain.issuance import LegalBasis
from service.domain.loading import parse_inspection
from service.drafting.checking import Checker
from service.errors import RegisterBroken
from service.kinds import load_catalog
from service.messages import describe
from service.registers import load_registers
from tests.domain.checks.cases import good

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "registers"


ACT = '[[act]]\ntype = "Luật"\nname = "A"\ndate = 2027-01-01\ncertainty = "confirmed"\nsource = "báo"\n'
BODY = '[[body]]\nname = "Sở A"\ncertainty = "confirmed"\nsource = "báo"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's registers that a test may change."""
    return Path(shutil.copytree(FOLDER, tmp_path / "registers"))


def test_the_registers_of_the_project_are_read() -> None:
    registers = load_registers(FOLDER)
    assert len(registers.acts) >= 30 and len(registers.bodies) >= 10


def test_a_new_act_needs_no_code(folder: Path) -> None:
    path = folder / "legal_acts.toml"
    added = (
        '[[act]]\ntype = "Luật"\nname = "Kiểm tra"\ndate = 2027-06-01\nended = 2029-01-01\nsource = "báo"\n'
    )
    path.write_text(f'{path.read_text(encoding="utf-8")}\n{added}certainty = "confirmed"\n', encoding="utf-8")
    basis = LegalBasis.model_validate_json('{"type": "Luật", "date": "2027-06-01", "abstract": "Kiểm tra"}')
    act = load_registers(folder).acts.find(basis)
    assert act is not None and act.ended is not None and act.ended.year == 2029


@pytest.mark.parametrize(
    ("file", "text", "entry"),
    [
        ("holidays.toml", "[[holiday]\n", None),
        ("holidays.toml", '[[holiday]]\ndate = 2026-01-01\nname = "Tết"\n', 1),
        ("legal_acts.toml", "[[acts]]\n", None),
        ("legal_acts.toml", 'act = "x"\n', 1),
        ("holidays.toml", '[[swap]]\noff = 2026-01-02\nworked = 2026-01-02\ncertainty = "confirmed"\n', 1),
        ("legal_acts.toml", f"{ACT}{ACT}ended = 2026-01-01\n", 2),
        ("legal_acts.toml", f"{ACT}effective_from = 2027-03-01\nended = 2027-02-01\n", 1),
        ("bodies.toml", '[[body]]\nname = "Sở A"\ncertainty = "sure"\n', 1),
        ("bodies.toml", f"{BODY}phrases = ['Sở A']\n", 1),
        ("bodies.toml", f"{BODY}ended = 2025-01-01\n", 1),
        ("bodies.toml", f"{BODY}phrases = ['Sở A']\nbegan = 2025-01-01\nended = 2025-01-01\n", 1),
        ("bodies.toml", '[[body]]\nname = "Sở A"\ncertainty = "confirmed"\nend = 2025-01-01\n', 1),
    ],
)
def test_a_slip_of_the_pen_is_told_with_its_place(
    folder: Path, file: str, text: str, entry: int | None
) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(RegisterBroken) as caught:
        load_registers(folder)
    assert (caught.value.file, caught.value.entry) == (file, entry)
    detail = describe(caught.value).detail
    assert file in detail and (entry is None or f"ở mục thứ {entry}" in detail)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[holiday]]\ndate = 2026-13-01\n", "«holidays.toml» không đúng mẫu (dòng 2, cột "),
        ("[[holidays]]\n", "«holidays.toml» không đúng mẫu: «holidays»."),
        (
            '[[holiday]]\ndate = "Tết"\nname = "Tết"\ncertainty = "confirmed"\n',
            "«holidays.toml» không đúng mẫu ở mục thứ 1: «source», «date».",
        ),
    ],
    ids=["no TOML", "an unknown table", "wrong values"],
)
def test_what_is_wrong_is_named_as_the_file_calls_it(folder: Path, text: str, told: str) -> None:
    (folder / "holidays.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RegisterBroken) as caught:
        load_registers(folder)
    assert told in describe(caught.value).detail


def test_what_is_edited_decides_without_any_code(folder: Path) -> None:
    """Another day off, another end of an act, another body that is gone: each is met at once."""
    facts = good(rules__notice_unit="working_days", rules__notice_days=6)
    assert serious_by(folder, facts) == set()
    edit(folder / "holidays.toml", '[[holiday]]\ndate = 2026-12-10\nname = "Ngày hội"\n')
    edit(
        folder / "bodies.toml",
        f"{BODY.replace('Sở A', 'Sở Y tế')}phrases = ['Sở Y tế']\nended = 2026-12-01\n",
        "",
    )
    path = folder / "legal_acts.toml"
    text = path.read_text(encoding="utf-8")
    began = 'name = "Tổ chức chính quyền địa phương"\neffective_from = 2025-06-16\n'
    assert text.count(began) == 1
    path.write_text(text.replace(began, f"{began}ended = 2026-11-02\n"), encoding="utf-8")
    assert serious_by(folder, facts) == {"time-01-working", "leg-01-ended", "leg-02-ended"}


def serious_by(folder: Path, facts: dict[str, Any]) -> set[str]:
    checker = Checker(load_catalog(ROOT / "templates"), load_registers(folder))
    found = checker.check(parse_inspection(json.dumps(facts)))
    return {finding.code for finding in found if finding.level is not Level.INFO}


def edit(path: Path, entry: str, known: str = 'certainty = "confirmed"\nsource = "thông báo"\n') -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{entry}{known}", encoding="utf-8")


def test_a_register_that_is_not_there_is_told(folder: Path) -> None:
    (folder / "bodies.toml").unlink()
    with pytest.raises(RegisterBroken):
        load_registers(folder)


def test_every_entry_says_where_it_comes_from() -> None:
    for path in FOLDER.glob("*.toml"):
        for entries in tomllib.loads(path.read_text(encoding="utf-8")).values():
            assert all(entry["source"] and entry["certainty"] for entry in entries), path


def test_no_act_ends_before_it_begins() -> None:
    acts = tomllib.loads((FOLDER / "legal_acts.toml").read_text(encoding="utf-8"))["act"]
    spans = [(act.get("effective_from", act["date"]), act["ended"]) for act in acts if "ended" in act]
    assert spans and all(start < end for start, end in spans)


def test_the_acts_of_the_examples_are_known() -> None:
    acts = load_registers(FOLDER).acts
    for name in ("inspection-2024", "inspection-2026", "surprise-2026", "re-inspection-2027"):
        inspection = parse_inspection((ROOT / "examples" / f"{name}.json").read_bytes())
        for basis in inspection.legal_bases:
            assert acts.find(basis) is not None or basis.type == "Quyết định", basis.full


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("khoản 1 Điều 18 Nghị định số 61/2018/NĐ-CP", 1),
        ("Nghị quyết số 76/NQ-CP", 1),
        ("Nghị quyết số 176/NQ-CP", 0),
        ("Nghị định số 61/2018/NĐ-CPX", 0),
        ("Luật Cán bộ, công chức ngày 13 tháng 11 năm 2008", 1),
        ("Luật Cán bộ, công chức", 0),
    ],
)
def test_an_act_is_found_in_running_text_by_number_or_by_title_and_day(text: str, count: int) -> None:
    assert len(load_registers(FOLDER).acts.find_in(text)) == count


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        ("Ủy ban nhân dân huyện Mai Sơn", True),
        ("UBND HUYỆN Mai Sơn", True),
        ("Uỷ ban nhân dân thị trấn Hát Lót", True),
        ("Phòng Tài nguyên và Môi trường huyện Mai Sơn", True),
        ("Trưởng phòng, Sở Kế hoạch và Đầu tư", True),
        ("Ủy ban nhân dân xã Mai Sơn", False),
        ("Trung tâm Y tế huyện Mai Sơn", False),
        ("Phòng Kế hoạch và Đầu tư, Sở Tài chính", False),
        ("Phòng Cải cách hành chính, Sở Nội vụ", False),
    ],
)
def test_a_body_is_known_by_how_documents_name_it(name: str, is_found: bool) -> None:
    bodies = load_registers(FOLDER).bodies
    assert (bodies.find_wrong(name, dt.date(2026, 1, 5)) is not None) == is_found
    assert bodies.find_wrong(name, dt.date(2024, 6, 3)) is None
