"""Rules of signatures and recipients that their places on the page decide."""

from __future__ import annotations

from collections.abc import Iterator

from service.conformance.document import MM, Block
from service.conformance.elements import Element, Kind, Piece
from service.conformance.pdf.reading import DrawnSubject
from service.conformance.verdict import Observation, failed, passed

_CENTRED = 2 * MM
_LEFT = 2.5 * MM  # a cell of Word begins 1.9 mm to the right of the text around its table


def nd30_sig_01(subject: DrawnSubject) -> Iterator[Observation]:
    """The signatory's post stands in the lower right."""
    main = subject.main
    posts = _posts(main)
    if not posts or main.kind is Kind.MINUTES:
        return
    page = subject.pages[(posts[0].place.page or 1) - 1]
    has_several = len({post.column for post in posts}) > 1  # who signs together signs side by side
    for post in posts:
        if _centre(post) < page.width / 2 and not has_several:
            yield failed(post.place, "chức vụ người ký không ở bên phải")
    yield passed(posts[0].place)


def nd30_sig_02(subject: DrawnSubject) -> Iterator[Observation]:
    """Each name is centred under its post."""
    main = subject.main
    for name in main.all(Element.SIGNATORY):
        above = _posts_above(main, name)
        if above and abs(_centre(above[-1]) - _centre(name)) > _CENTRED:
            yield failed(name.place, "họ tên không nằm giữa dưới chức vụ")
        else:
            yield passed(name.place)


def nd30_sig_14(subject: DrawnSubject) -> Iterator[Observation]:
    """The signatures stand whole on one page, and not alone on it."""
    main = subject.main
    names = main.all(Element.SIGNATORY)
    for name in names:
        if not _posts_above(main, name):
            yield failed(name.place, "họ tên tách khỏi chức vụ sang trang khác")
    if names and not _has_text(subject, names[-1].place.page or 1):
        yield failed(names[-1].place, "trang chỉ có chữ ký, không có dòng nội dung nào")
    if names:
        yield passed(names[0].place)


def _has_text(subject: DrawnSubject, page: int) -> bool:
    """Whether a line of the text stands on `page`, be it the end of a paragraph begun before."""
    ending = {
        *(Element.SIGNATORY, Element.SIGNING_AUTHORITY, Element.OTHER_POST),
        *(Element.RECIPIENTS_HEAD, Element.RECIPIENT, Element.UNSURE),
    }
    return any(
        element not in ending
        and (block.place.page == page or (block.place.page == page - 1 and _runs_over(block)))
        for block, element in subject.main.named
    )


def nd30_rcp_10(subject: DrawnSubject) -> Iterator[Observation]:
    """Nơi nhận stands at the left margin."""
    head = subject.main.first(Element.RECIPIENTS_HEAD)
    if head is None:
        return
    left = subject.layout.areas[(head.place.page or 1) - 1].left
    if abs((head.x0 or 0.0) - left) > _LEFT:
        yield failed(head.place, "«Nơi nhận» không sát lề trái")
    yield passed(head.place)


def _column(piece: Piece, name: Block) -> list[Block]:
    """What stands in the signatory's column on his page, from top to bottom."""
    ending = piece.all(Element.SIGNING_AUTHORITY, Element.OTHER_POST, Element.SIGNATORY)
    return [
        block
        for block in ending
        if (block.table, block.column, block.place.page) == (name.table, name.column, name.place.page)
    ]


def _posts_above(piece: Piece, name: Block) -> list[Block]:
    posts = {id(post) for post in _posts(piece)}
    return [
        block for block in _column(piece, name) if id(block) in posts and (block.top or 0) < (name.top or 0)
    ]


def _posts(piece: Piece) -> tuple[Block, ...]:
    return piece.all(Element.SIGNING_AUTHORITY)


def _centre(block: Block) -> float:
    return ((block.x0 or 0.0) + (block.x1 or 0.0)) / 2


def _runs_over(block: Block) -> bool:
    return block.top is not None and block.bottom is not None and block.bottom < block.top
