"""The elements of the form, and pairs of a block with the element it is."""

from __future__ import annotations

from enum import StrEnum

from service.conformance.document import Block


class Element(StrEnum):
    """An element of the form (thành phần thể thức); the values are what people call it."""

    NATIONAL_NAME = "Quốc hiệu"
    MOTTO = "Tiêu ngữ"
    SUPERIOR = "cơ quan chủ quản"
    ISSUING_BODY = "cơ quan ban hành"
    NUMBER = "số, ký hiệu"
    PLACE_DATE = "địa danh, thời gian"
    TYPE_NAME = "tên loại"
    ABSTRACT = "trích yếu"
    LETTER_ABSTRACT = "trích yếu công văn"
    AUTHORITY_LINE = "thẩm quyền ban hành"
    LEGAL_BASIS = "căn cứ"
    VERDICT_WORD = "QUYẾT ĐỊNH:"
    ADDRESSEE_HEAD = "Kính gửi"
    ADDRESSEE = "nơi được kính gửi"
    REFERENCE_LINE = "dòng kèm theo"
    APPENDIX_LABEL = "Phụ lục"
    PART_HEADING = "phần, chương, mục"
    PART_TITLE = "tên phần, chương, mục"
    SECTION_HEADING = "mục La Mã"
    ARTICLE = "điều"
    CLAUSE = "khoản"
    POINT = "điểm"
    BODY = "nội dung"
    TABLE_TEXT = "chữ trong bảng"
    RECIPIENTS_HEAD = "Nơi nhận"
    RECIPIENT = "dòng nơi nhận"
    SIGNING_AUTHORITY = "quyền hạn, chức vụ người ký"
    OTHER_POST = "chức vụ khác của người ký"
    SIGNATORY = "họ tên người ký"
    URGENCY = "dấu mức độ khẩn"
    SECRECY = "dấu mức độ mật"
    CIRCULATION = "chỉ dẫn phạm vi lưu hành"
    COPY_FORM = "hình thức sao"
    UNSURE = "chưa rõ là thành phần nào"


TEXT_ELEMENTS = (
    *(Element.ARTICLE, Element.CLAUSE, Element.POINT, Element.BODY),
    *(Element.LEGAL_BASIS, Element.SECTION_HEADING),
)
"""The elements that make up the running text."""

Named = tuple[tuple[Block, Element], ...]
Found = list[tuple[int, Element]]
"""Positions in a piece with the element each is."""
