"""The beginning of a new kind of document: a folder that is right in form and waits for its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files

from lxml import etree

from service.conformance.patterns import TYPES
from service.containers import unpack
from service.errors import EditorError
from service.kinds import Form
from service.language.text import lower_first, upper
from service.rendering import compile_template
from service.rendering.archive import make_archive
from service.rendering.wordml import CELL, PARAGRAPH, ROW, RUN, TABLE, TEXT, parse_xml, text_of, word
from service.revisions.samples import Sample

LETTER = "Công văn"

TYPE_NAMES: Mapping[str, str | None] = {
    **{name[0] + name[1:].lower(): abbreviation for name, abbreviation in TYPES.items()},
    LETTER: None,
}
"""The types of document (tên loại) of ND30 PL III.I, each with its abbreviation; a công văn has none."""

_DOCUMENT = "word/document.xml"
_FORMS = {"Quyết định": Form.DECISION, "Biên bản": Form.MINUTES, LETTER: Form.OFFICIAL_LETTER}


def form_of(type_name: str) -> Form:
    """The sample form that documents of a type follow."""
    return _FORMS.get(type_name, Form.TYPED)


def make_skeleton(kind: str, form: Form, type_name: str) -> dict[str, bytes]:
    """The files of a folder for the new `kind`, without `expected.txt`; `type_name` is in `TYPE_NAMES`."""
    folder = files("service.revisions") / "skeletons"
    words = {
        "[loại]": kind,
        "[TÊN LOẠI]": upper(type_name),
        "[Tên loại]": type_name,
        "[tên loại]": lower_first(type_name),
        "[viết tắt]": TYPE_NAMES[type_name] or "",
    }
    kind_file = (folder / f"{form.value}.toml").read_text(encoding="utf-8")
    readme = (folder / "README.md").read_text(encoding="utf-8")
    return {
        "kind.toml": _put(kind_file, words).encode(),
        "template.docx": _put_in_document((folder / f"{form.value}.docx").read_bytes(), words),
        "README.md": _put(readme, words).encode(),
    }


def write_expected(template: bytes, sample: Sample | None) -> bytes:
    """The text that a sample gives, a line per paragraph and a line per row of a table; empty without one."""
    if sample is None:
        return b""
    try:
        docx = sample.fill(compile_template(template, name=sample.subject.kind.name))
    except EditorError:
        return b""
    body = parse_xml(unpack(docx)[_DOCUMENT])[0]
    return "".join(f"{line}\n" for line in _read(body)).encode()


def _put(text: str, words: Mapping[str, str]) -> str:
    for name, value in words.items():
        text = text.replace(name, value)
    return text


def _put_in_document(docx: bytes, words: Mapping[str, str]) -> bytes:
    parts = unpack(docx)
    document = parts[_DOCUMENT].decode()
    return make_archive({**parts, _DOCUMENT: _put(document, words).encode()})


def _read(parent: etree._Element) -> Iterator[str]:
    for child in parent:
        if child.tag == PARAGRAPH:
            if text := _text_of(child):
                yield text
        elif child.tag == TABLE:
            for row in child.findall(ROW):
                cells = [" / ".join(_read(cell)) for cell in row.findall(CELL)]
                if any(cells):
                    yield " | ".join(cells)


def _text_of(paragraph: etree._Element) -> str:
    pieces = {word("tab"): "\t", word("br"): "\n", word("cr"): "\n"}
    nodes = (node for run in paragraph.findall(RUN) for node in run)
    return "".join(text_of(node) if node.tag == TEXT else pieces.get(str(node.tag), "") for node in nodes)
