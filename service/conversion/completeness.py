"""Proves that nothing was lost on the way: every letter of the document stands in its PDF.

LibreOffice has been seen to lose rows of a long table without a word (7.4.7, once its pages were made tall
and short again). Letters are counted one by one, so that order, line breaks and columns do not matter; the
PDF may hold more of them, since header rows and page numbers repeat.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable

import pypdfium2
from lxml import etree

from service.pdfium import LOCK

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_JOINED = frozenset("fil")  # a font may draw ff, fi and fl as one sign


def count_letters(pdf: bytes) -> list[Counter[str]]:
    """The letters drawn on each page of `pdf`."""
    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            texts = [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()
    return [_count(text) for text in texts]


def find_lost_letters(docx: bytes, drawn: Iterable[Counter[str]]) -> str:
    """The letters that the body of `docx` has more of than its pages, once each; empty if none is lost."""
    left = _letters_of_docx(docx)
    for page in drawn:
        left.subtract(page)
    return "".join(sorted(letter for letter, count in left.items() if count > 0))


def _letters_of_docx(docx: bytes) -> Counter[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            body = etree.fromstring(package.read("word/document.xml"))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return Counter()  # LibreOffice read it all the same; other checks judge what came out
    return _count("".join(text.text or "" for text in body.iter(_W + "t")))


def _count(text: str) -> Counter[str]:
    letters = Counter(unicodedata.normalize("NFC", text))
    for letter in [letter for letter in letters if not letter.isalnum() or letter in _JOINED]:
        del letters[letter]
    return letters
