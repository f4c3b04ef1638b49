"""The stored templates and kind.toml files themselves: lean, tidy, and in step with the schema."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document
from lxml import etree

from service.drafting import data_schema
from service.kinds import Kind, load_catalog
from service.rendering import compile_template, list_paths
from service.rendering.layout import BALANCED, FULL_RULE, SHORT_RULE
from tests.kinds.samples import ROOT, generator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = tuple(load_catalog(ROOT / "templates"))

SHARED = re.compile(
    r"^cited\.|^unit\.record\.(chair|secretary)\.|^inspection\.(year|authority\.abbreviation|lead_agency\.(short|kind|head_title))$"
)
"""Members of a type that other places print, and the year."""


def read_parts(kind: Kind) -> dict[str, str]:
    with zipfile.ZipFile(kind.template_path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_folder_is_complete(kind: Kind) -> None:
    assert {path.name for path in kind.folder.iterdir()} == {
        "kind.toml", "template.docx", "expected.txt", "README.md",
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_template_defines_only_styles_that_it_uses(kind: Kind) -> None:
    parts = read_parts(kind)
    used = set(re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', "".join(parts.values())))
    styles = etree.fromstring(parts["word/styles.xml"].encode())
    based_on = {node.get(W + "val") for node in styles.iter(W + "basedOn")}
    defined = {node.get(W + "styleId") for node in styles.iter(W + "style") if node.get(W + "default") != "1"}
    assert defined == {name for name in used | based_on if name not in ("Normal", "TableNormal")}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_template_holds_no_revision_comment_or_split_tag(kind: Kind) -> None:
    parts = read_parts(kind)
    text = "".join(parts.values())
    assert not re.search(r"<w:(ins|del|moveFrom|moveTo|commentReference|proofErr|bookmarkStart)\b", text)
    assert not re.search(r'w:rsid\w*="', text)
    for content in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", parts["word/document.xml"]):
        assert content.count("{") == content.count("}"), content


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_template_keeps_the_styles_that_layout_looks_for(kind: Kind) -> None:
    names = {style.style_id for style in Document(io.BytesIO(kind.template_path.read_bytes())).styles}
    assert {FULL_RULE, SHORT_RULE} <= names
    assert names & BALANCED


def test_every_value_of_the_schema_is_printed_by_some_kind() -> None:
    printed = {
        use.path.replace("[]", "")
        for kind in KINDS
        for use in compile_template(kind.template_path.read_bytes(), name=kind.name).uses
    }
    offered = {path.replace("[]", "") for path in list_paths(data_schema())}
    leaves = {path for path in offered if not any(other.startswith(f"{path}.") for other in offered)}
    covered = {
        leaf for leaf in leaves if any(leaf == path or leaf.startswith(f"{path}.") for path in printed)
    }
    assert sorted(leaf for leaf in leaves - covered if not SHARED.match(leaf)) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_placeholder_has_a_vietnamese_label(kind: Kind) -> None:
    for placeholder in generator().placeholders(kind.name):
        assert re.search("[à-ỹđÀ-ỸĐ]", placeholder.label), placeholder
