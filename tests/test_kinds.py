"""Finding kinds and reading their `kind.toml`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from service.domain.inspection import InspectionForm
from service.domain.issuance import IssuerRole
from service.errors import KindBroken, KindUnknown
from service.kinds import Form, Kind, Scope, load_catalog

TEMPLATES = Path(__file__).parents[1] / "templates"

KIND = """
title = "Tờ trình"
type_name = "Tờ trình"
abbreviation = "TTr"
form = "typed"
scope = "inspection"
order = 10
issuer = "lead_agency"
[abstract]
default = "Về việc thành lập {team}"
[citation]
default = "về việc thành lập {team}"
[needs]
always = ["team.head"]
"""


def write_kind(folder: Path, text: str, name: str = "proposal") -> Path:
    (folder / name).mkdir()
    (folder / name / "kind.toml").write_text(text, encoding="utf-8")
    return folder


def load_kind(folder: Path, text: str = KIND) -> Kind:
    return load_catalog(write_kind(folder, text)).get("proposal")


def reason_against(folder: Path, text: str) -> str:
    with pytest.raises(KindBroken) as caught:
        load_catalog(write_kind(folder, text))
    assert caught.value.kind == "proposal"
    return caught.value.reason


def test_the_kinds_of_the_cycle_come_in_its_order() -> None:
    cycle = ("decision", "notice", "minutes", "conclusion", "follow_up")
    assert tuple(name for name in load_catalog(TEMPLATES).names if name in cycle) == cycle


@pytest.mark.parametrize(
    ("name", "abbreviation", "form", "scope", "issuer"),
    [
        ("decision", "QĐ", Form.DECISION, Scope.INSPECTION, IssuerRole.AUTHORITY),
        ("notice", "TB", Form.TYPED, Scope.UNIT, IssuerRole.TEAM),
        ("minutes", "BB", Form.MINUTES, Scope.UNIT, IssuerRole.TEAM),
        ("conclusion", "TB", Form.TYPED, Scope.UNIT, IssuerRole.TEAM),
        ("follow_up", None, Form.OFFICIAL_LETTER, Scope.UNIT, IssuerRole.LEAD_AGENCY),
    ],
)
def test_each_kind_is_of_its_form(
    name: str, abbreviation: str | None, form: Form, scope: Scope, issuer: IssuerRole
) -> None:
    kind = load_catalog(TEMPLATES).get(name)
    assert (kind.abbreviation, kind.form, kind.scope, kind.issuer) == (abbreviation, form, scope, issuer)


@pytest.mark.parametrize("name", ["notice", "conclusion"])
def test_what_a_team_without_seal_cannot_issue_goes_to_the_lead_agency(name: str) -> None:
    assert load_catalog(TEMPLATES).get(name).issuer_without_seal is IssuerRole.LEAD_AGENCY


def test_a_surprise_is_not_announced() -> None:
    kinds = {kind.name: kind.not_for for kind in load_catalog(TEMPLATES) if kind.not_for}
    assert kinds == {"notice": (InspectionForm.SURPRISE,)}


def test_every_abstract_is_a_phrase_without_final_mark() -> None:
    for kind in load_catalog(TEMPLATES):
        for text in (*kind.abstract.values(), *kind.citation.values()):
            assert not text.endswith((".", ";")) and text == text.strip()


def test_citations_begin_small_as_running_text_does() -> None:
    for kind in load_catalog(TEMPLATES):
        assert all(text[0].islower() for text in kind.citation.values())


def test_abstract_and_citation_have_the_same_variants() -> None:
    for kind in load_catalog(TEMPLATES):
        assert set(kind.abstract) == set(kind.citation)


def test_an_unknown_kind_is_told_with_those_there_are() -> None:
    with pytest.raises(KindUnknown) as caught:
        load_catalog(TEMPLATES).get("poem")
    assert caught.value.kind == "poem" and "decision" in caught.value.known


def test_a_folder_with_a_kind_file_is_a_kind(tmp_path: Path) -> None:
    kind = load_kind(tmp_path)
    assert (kind.name, kind.title, kind.template_path) == (
        "proposal",
        "Tờ trình",
        tmp_path / "proposal" / "template.docx",
    )


def test_a_folder_without_one_is_none(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "notes.txt").write_text("kind.toml", encoding="utf-8")
    assert load_catalog(tmp_path).names == ()


def test_a_kind_that_is_dropped_in_takes_its_place_in_the_cycle(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    catalog = load_catalog(write_kind(tmp_path / "templates", KIND))
    assert [kind.name for kind in catalog][:2] == ["proposal", "decision"]


def test_kinds_of_one_order_go_by_name(tmp_path: Path) -> None:
    write_kind(tmp_path, KIND, "b_kind")
    assert load_catalog(write_kind(tmp_path, KIND, "a_kind")).names == ("a_kind", "b_kind")


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('title = "Tờ trình"', "title = ", "Invalid value"),
        ('title = "Tờ trình"\n', "", "title"),
        ("order = 10", 'order = 10\ncolour = "red"', "colour"),
        ('form = "typed"', 'form = "poem"', "form"),
        ('scope = "inspection"', 'scope = "team"', "scope"),
        ('[abstract]\ndefault = "Về việc thành lập {team}"', '[abstract]\nsurprise = "Đột xuất"', "default"),
        ('[citation]\ndefault = "về việc thành lập {team}"', "[citation]", "default"),
        ("Về việc thành lập {team}", "Về việc thành lập {teem}", "teem"),
        ("Về việc thành lập {team}", "Về việc thành lập {team", "expected '}'"),
        ("Về việc thành lập {team}", "Về việc thành lập {}", "unknown fields"),
        ("Về việc thành lập {team}", "Về việc thành lập {team.__class__}", "unknown fields"),
        ('["team.head"]', '["team.haed"]', "team.haed"),
        ('["team.head"]', '["unit.vist"]', "unit.vist"),
        ('["team.head"]', '["year.month"]', "year.month"),
        ('["team.head"]', '["units.*.vist"]', "units.*.vist"),
        ('["team.head"]', '["team.*.post"]', "team.*.post"),
    ],
    ids=[
        "toml",
        "missing",
        "unknown",
        "form",
        "scope",
        "no default",
        "no citation",
        "field",
        "brace",
        "empty",
        "attribute",
        "need",
        "need of the unit",
        "need below a value",
        "need of every unit",
        "need of each of one",
    ],
)
def test_a_broken_kind_file_is_told_with_its_reason(tmp_path: Path, old: str, new: str, part: str) -> None:
    assert old in KIND
    assert part in reason_against(tmp_path, KIND.replace(old, new))


def test_a_kind_file_that_cannot_be_read_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "proposal" / "kind.toml").mkdir(parents=True)
    with pytest.raises(KindBroken):
        load_catalog(tmp_path)


def test_a_kind_file_is_utf8(tmp_path: Path) -> None:
    write_kind(tmp_path, KIND)
    (tmp_path / "proposal" / "kind.toml").write_bytes(KIND.encode("utf-16"))
    with pytest.raises(KindBroken):
        load_catalog(tmp_path)


def test_the_closest_wording_wins(tmp_path: Path) -> None:
    text = KIND.replace("[citation]", 'surprise = "Đột xuất tại {unit}"\n[citation]')
    kind = load_kind(tmp_path, text)
    facts = {"team": "Đoàn kiểm tra", "unit": "Sở Y tế"}
    assert kind.word_abstract(("subordinate", "surprise"), facts) == "Đột xuất tại Sở Y tế"
    assert kind.word_abstract(("planned",), facts) == "Về việc thành lập Đoàn kiểm tra"
    assert kind.word_citation(("surprise",), facts) == "về việc thành lập Đoàn kiểm tra"


def test_needs_of_all_variants_add_up(tmp_path: Path) -> None:
    kind = load_kind(tmp_path, KIND + 'planned = ["plan"]\nsurprise = ["trigger"]\n')
    assert kind.needs_of(("subordinate", "planned")) == ("team.head", "plan")
    assert kind.needs_of(()) == ("team.head",)


def test_a_need_may_be_of_every_unit(tmp_path: Path) -> None:
    kind = load_kind(tmp_path, KIND.replace('["team.head"]', '["units.*.visit.start"]'))
    assert kind.needs_of(()) == ("units.*.visit.start",)
