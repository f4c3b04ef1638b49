from __future__ import annotations

import io
import zipfile

import pytest

from service.conversion.failures import NotAlike
from service.conversion.joining import join_documents
from tests.kinds.samples import CASES, make_case

NOTICES = [make_case(case).docx or b"" for case in CASES if case.kind == "notice"][:3]
BODY = "word/document.xml"


def change(docx: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The document with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(buffer, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            assert entry != name or old in content
            target.writestr(entry, content.replace(old, new, 1) if entry == name else content)
    return buffer.getvalue()


def test_documents_become_sections_of_one() -> None:
    joined = join_documents(NOTICES)
    with zipfile.ZipFile(io.BytesIO(joined.docx)) as package:
        body = package.read(BODY)
    assert body.count(b"<w:sectPr>") == 3
    assert all(f'w:name="piece{index}"'.encode() in body for index in range(3))
    assert len(joined.titles) == len(joined.authors) == len(joined.blocks) == 3


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (BODY, b"<w:t xml", b'<w:bookmarkStart w:id="9" w:name="x"/><w:t xml'),
        (BODY, b"<w:pPr>", b'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'),
        (BODY, b"<w:r><w:t", b"<w:r><w:instrText> NUMPAGES </w:instrText></w:r><w:r><w:t"),
        (BODY, b'<w:pgNumType w:start="1"/>', b""),
        (BODY, b"<w:pgNumType", b'<w:type w:val="continuous"/><w:pgNumType'),
        (BODY, b'<w:pStyle w:val="TypeName"/>', b""),
        (BODY, b'<w:pStyle w:val="Abstract"/>', b'<w:pStyle w:val="Abstract"/><w:sectPr/>'),
        ("word/header1.xml", b" PAGE ", b" PAGE  NUMPAGES "),
        ("word/styles.xml", b"<w:styles", b"<!-- other --><w:styles"),
        ("docProps/core.xml", b"dc:title", b"dc:subject"),
    ],
    ids=[
        "bookmark",
        "numbering",
        "page count",
        "no restart",
        "runs on",
        "no space",
        "sections",
        "header",
        "styles",
        "no title",
    ],
)
def test_a_document_that_would_come_out_otherwise_is_refused(name: str, old: bytes, new: bytes) -> None:
    changed = change(NOTICES[1], name, old, new)
    if name == "docProps/core.xml":
        changed = change(changed, name, b"</dc:title>", b"</dc:subject>")
    with pytest.raises(NotAlike):
        join_documents([NOTICES[0], changed])


def test_what_is_no_package_is_refused() -> None:
    with pytest.raises(NotAlike):
        join_documents([NOTICES[0], b"no ZIP"])
