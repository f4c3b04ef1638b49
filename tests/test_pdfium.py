"""Pages as pictures."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from service.pdfium import draw_pages


def make_pdf(pages: int) -> bytes:
    """Pages of 100 x 50 points with a black square in the lower left corner."""
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(100, 50))
        page.contents_add(b"0 0 0 rg 0 0 10 10 re f")
    saved = io.BytesIO()
    pdf.save(saved)
    return saved.getvalue()


def test_every_page_is_drawn_in_its_size() -> None:
    images = list(draw_pages(make_pdf(3), 144))
    assert [(image.width, image.height) for image in images] == [(200, 100)] * 3


def test_the_picture_is_a_grey_png_of_the_page() -> None:
    (image,) = draw_pages(make_pdf(1), 72)
    picture = Image.open(io.BytesIO(image.png))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "L", (100, 50))
    assert (picture.getpixel((5, 45)), picture.getpixel((50, 25))) == (0, 255)


def test_drawing_may_be_given_up() -> None:
    images = draw_pages(make_pdf(2), 72)
    next(images)
    images.close()  # and the next one finds the lock free
    assert len(list(draw_pages(make_pdf(2), 72))) == 2
