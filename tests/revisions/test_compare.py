"""Comparison of pages: PDFs are drawn here, word by word, so that no office is needed."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from PIL import Image

from service.revisions.compare import ChangeKind, compare_pages
from service.revisions.words import MOST_PAGES, draw

PAGE = ("Thuc hien Ke hoach so 12", "de nghi don vi phoi hop", "thuc hien trong ba ngay")
SCALE = 100 / 72


def make_pdf(*pages: Sequence[str], bold: Sequence[str] = ()) -> bytes:
    """A page for each list of lines; lines that are `bold` too are drawn in another face."""
    pdf = pikepdf.Pdf.new()
    for lines in pages:
        page = pdf.add_blank_page(page_size=(300, 400))
        faces = {"/F1": "/Times-Roman", "/F2": "/Times-Bold"}
        fonts = {
            name: pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(face)
            )
            for name, face in faces.items()
        }
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
        drawing = [
            f"BT {'/F2' if line in bold else '/F1'} 12 Tf 1 0 0 1 20 {350 - 20 * number} Tm ({line}) Tj ET"
            for number, line in enumerate(lines)
        ]
        page.Contents = pdf.make_stream("\n".join(drawing).encode("ascii"))
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def colours_of(png: bytes) -> set[tuple[int, int, int]]:
    colours = Image.open(io.BytesIO(png)).convert("RGB").getcolors(1 << 20) or []
    return {colour for _, colour in colours if len(set(colour)) > 1}  # type: ignore[arg-type]


def test_equal_pages_have_no_change_and_no_mark() -> None:
    comparison = compare_pages(make_pdf(PAGE), make_pdf(PAGE))
    assert comparison.changes == ()
    assert [picture.marks for picture in (*comparison.old, *comparison.new)] == [0, 0]
    assert not colours_of(comparison.new[0].png)


@pytest.mark.parametrize(
    ("line", "kind", "old", "new"),
    [
        ("de nghi toan don vi phoi hop", ChangeKind.ADDED, "", "toan"),
        ("de nghi phoi hop", ChangeKind.REMOVED, "don vi", ""),
        ("yeu cau don vi phoi hop", ChangeKind.REPLACED, "de nghi", "yeu cau"),
    ],
    ids=lambda value: str(value),
)
def test_a_change_is_told_with_its_words(line: str, kind: ChangeKind, old: str, new: str) -> None:
    (change,) = compare_pages(make_pdf(PAGE), make_pdf((PAGE[0], line, PAGE[2]))).changes
    assert (change.kind, change.old, change.new) == (kind, old, new)
    assert change.context.endswith("12" if kind is ChangeKind.REPLACED else "nghi")


def test_another_face_is_a_change_of_looks() -> None:
    (change,) = compare_pages(make_pdf(PAGE), make_pdf(PAGE, bold=PAGE[1:2])).changes
    assert (change.kind, change.old, change.old_page) == (ChangeKind.RESTYLED, PAGE[1], 1)


def test_changed_words_are_marked_where_they_stand_and_nowhere_else() -> None:
    new = compare_pages(make_pdf(PAGE), make_pdf((*PAGE[:2], "thuc hien trong nam ngay"))).new[0]
    image = Image.open(io.BytesIO(new.png)).convert("RGB")
    coloured = [
        (x, y)
        for x in range(image.width)
        for y in range(image.height)
        if len(set(image.getpixel((x, y)))) > 1  # type: ignore[arg-type]
    ]
    left, right = min(x for x, _ in coloured) / SCALE, max(x for x, _ in coloured) / SCALE
    top, bottom = min(y for _, y in coloured) / SCALE, max(y for _, y in coloured) / SCALE
    assert new.marks == 1
    assert 85 < left < right < 160 and 75 < top < bottom < 105  # the fourth word of the third line


def test_neighbouring_words_share_a_frame_and_lines_do_not() -> None:
    changed = (PAGE[0], "moi viec deu khac han", "khong con gi nhu cu")
    (picture,) = compare_pages(make_pdf(PAGE), make_pdf(changed)).new
    assert picture.marks == 2


def test_text_that_moves_to_another_page_is_no_change() -> None:
    comparison = compare_pages(make_pdf(PAGE), make_pdf(PAGE[:2], PAGE[2:]))
    assert comparison.changes == ()
    assert (comparison.old_pages, comparison.new_pages) == (1, 2)
    assert [(old is None, new is None) for old, new in comparison.pairs] == [(False, False), (True, False)]


def test_very_many_pages_are_cut_and_it_is_told() -> None:
    long = make_pdf(*[PAGE] * (MOST_PAGES + 5))
    comparison = compare_pages(make_pdf(PAGE), long)
    assert len(comparison.new) == MOST_PAGES and comparison.new_pages == MOST_PAGES + 5
    assert comparison.is_cut


def test_words_without_end_are_compared_in_time() -> None:
    """Nothing but the same few words, again and again: the worst case of finding differences."""
    old, new = (make_pdf(*[("a b " * 20,) * 15] * pages) for pages in (10, 12))
    assert compare_pages(old, new).changes


def test_every_word_has_its_page_and_place() -> None:
    words = draw(make_pdf(PAGE, PAGE)).words
    assert [word.text for word in words if word.page == 1] == " ".join(PAGE).split()
    first = words[0]
    assert (round(first.box[0] / SCALE), first.look) == (20, ("Times-Roman", 12.0))
