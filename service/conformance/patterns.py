"""The words by which elements are known: fixed phrases, types of document, posts, marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

_LIKENESS = 0.86  # a wrong letter or two still is the phrase; another phrase is far below
_LONGEST_SLIP = 6  # letters: a word too many at most


class Kind(StrEnum):
    """What a document, or a text attached to it, is; the forms of Phụ lục III."""

    DECISION = "quyết định"
    RESOLUTION = "nghị quyết"
    NOTICE = "thông báo"
    PLAN = "kế hoạch"
    REPORT = "báo cáo"
    PROPOSAL = "tờ trình"
    MINUTES = "biên bản"
    INVITATION = "giấy mời"
    INTRODUCTION = "giấy giới thiệu"
    TELEGRAM = "công điện"
    LETTER = "công văn"
    OTHER_TYPED = "văn bản có tên loại"
    ATTACHED = "văn bản kèm theo"
    APPENDIX = "phụ lục"
    UNKNOWN = "chưa rõ loại"


TYPES = {
    "NGHỊ QUYẾT": "NQ",
    "QUYẾT ĐỊNH": "QĐ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB",
    "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr",
    "KẾ HOẠCH": "KH",
    "PHƯƠNG ÁN": "PA",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    "BÁO CÁO": "BC",
    "BIÊN BẢN": "BB",
    "TỜ TRÌNH": "TTr",
    "HỢP ĐỒNG": "HĐ",
    "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN",
    "BẢN THỎA THUẬN": "BTT",
    "GIẤY ỦY QUYỀN": "GUQ",
    "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT",
    "GIẤY NGHỈ PHÉP": "GNP",
    "PHIẾU GỬI": "PG",
    "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
}
"""The types that Phụ lục III names, in capitals, and what stands for each in the symbol (ND30-ABB)."""

_KINDS = {
    "QUYẾT ĐỊNH": Kind.DECISION,
    "NGHỊ QUYẾT": Kind.RESOLUTION,
    "THÔNG BÁO": Kind.NOTICE,
    "KẾ HOẠCH": Kind.PLAN,
    "BÁO CÁO": Kind.REPORT,
    "TỜ TRÌNH": Kind.PROPOSAL,
    "BIÊN BẢN": Kind.MINUTES,
    "GIẤY MỜI": Kind.INVITATION,
    "GIẤY GIỚI THIỆU": Kind.INTRODUCTION,
    "CÔNG ĐIỆN": Kind.TELEGRAM,
}

ATTACHED_TYPES = frozenset({*TYPES, "DANH SÁCH", "ĐỀ CƯƠNG", "NỘI QUY", "ĐIỀU LỆ", "DANH MỤC", "LỊCH"})
"""What the text issued with a decision may be called besides the types of document."""

URGENCY_MARKS = ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN")
SECRECY_MARKS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
CIRCULATION_MARKS = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")
COPY_FORMS = ("SAO Y", "SAO LỤC", "TRÍCH SAO")

NUMBER = re.compile(
    r"^\s*số\s*[:.]?\s*[\d.…_\s]*/|^\s*số\s*[:.]?\s*\d+\s*-|^\s*số\s*:\s*|^\s*[\d.…\s]{1,8}/\S*-\S+\s*$",
    re.IGNORECASE,
)
DATE_LINE = re.compile(r"\bngày\b.{0,12}\btháng\b.{0,12}\bnăm\b", re.IGNORECASE)
SHORT_DATE = re.compile(r"^\s*[^\W\d][^\d,]{1,40},?\s*ngày\s+\d{1,2}\s*[/.-]\s*\d{1,2}[/.-]?\d*\s*$")
"""Place and date with the date in digits only: wrong, but meant to be it."""
_ROW_OF_MARKS = re.compile(r"^\s*(?:[-_–—─═=~*.]\s*){4,}(?:[oO0*]+\s*(?:[-_–—─═=~*.]\s*){4,})?$")
_LONGEST_ROW = 200  # marks: a line holds fewer
STAMPED = re.compile(r"^\s*[(\[]?\s*(dự thảo|bản thảo|mẫu\s+(số\s*)?\d|mẫu số|tài liệu)", re.IGNORECASE)
"""What is written over a document and is no part of its form."""
LETTER_ABSTRACT = re.compile(r"^\s*v\s*/\s*v\b|^\s*về việc\b", re.IGNORECASE)
ADDRESSEE = re.compile(r"^\s*kính\s+gửi\b", re.IGNORECASE)
RECIPIENTS = re.compile(r"^\s*nơi\s+nhận\b", re.IGNORECASE)
RECIPIENT = re.compile(r"^\s*[-–—•*+]")
KEPT = re.compile(r"^\s*[-–—•*+]?\s*lưu\s*:", re.IGNORECASE)
LEGAL_BASIS = re.compile(r"^\s*[-–—•*+]?\s*(căn cứ|theo đề nghị|xét đề nghị|xét tờ trình)\b", re.IGNORECASE)
LIST_MARK = re.compile(r"^\s*[-–—•*+]\s*")
VERDICT_WORD = re.compile(r"^\s*QUYẾT\s+(ĐỊNH|NGHỊ)\s*:?\s*$")
REFERENCE = re.compile(r"^\s*\(?\s*(ban hành\s+)?kèm theo\b", re.IGNORECASE)
APPENDIX_LABEL = re.compile(r"^\s*phụ\s+lục(\s+(số\s+)?([ivxlc]+|\d+|[a-z]))?\s*[.:]?\s*$", re.IGNORECASE)
CLOSING = re.compile(r"\.\s*/\s*\.\s*$")
PART = re.compile(r"^\s*(phần|chương)\s+(thứ\s+\w+|[ivxlc]+|\d+)\s*[.:]?\s*$", re.IGNORECASE)
DIVISION = re.compile(r"^\s*(mục|tiểu\s+mục)\s+([ivxlc]+|\d+)\s*[.:]?\s*$", re.IGNORECASE)
ARTICLE = re.compile(
    r"^\s*(?:Điều|ĐIỀU|điều)\s+(\d+[a-zđ]?|[IVXLC]+)\b"
    r"(?!\s*[,;]|\s+(?:và|của|này|nêu|trên|Luật|Bộ luật|Nghị|Quyết|Thông|Hiến|Pháp|Quy|Chương|Kế)\b)"
    r"\s*([.:]?)"
)
"""An article's own number; a sentence that begins by citing an article of another act is none."""
SECTION = re.compile(r"^\s*([IVXLC]+)\s*([./):-])\s*\S")
LETTERED = re.compile(r"^\s*([A-ZĐ])\s*([./):-])\s*\S")
"""A heading that is counted with a letter where a Roman number is asked for."""
CLAUSE = re.compile(r"^\s*(\d+(?:\.\d+)*)\s*([./):-])\s*(?=\D)")
POINT = re.compile(r"^\s*([a-zđ])\s*([).:]|/(?=\s))\s*", re.IGNORECASE)
ADDRESS = re.compile(r"\bđịa chỉ\s*:|\b(điện thoại|đt|e-?mail|thư điện tử|website|fax)\s*:", re.IGNORECASE)
INVITING = re.compile(r"trân trọng\s+(kính\s+mời|giới\s+thiệu)|\bđiện\s*:", re.IGNORECASE)

SIGNING_PREFIX = re.compile(
    r"^\s*(TM|KT|TL|TUQ|Q)\b\s*(\.?)|^\s*(T\s*/\s*M|K\s*/\s*T|T\s*/\s*L|TU\s*/\s*Q)\b"
)
_POSTS = (
    *("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC"),
    *("BỘ TRƯỞNG", "THỨ TRƯỞNG", "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "CHÁNH", "PHÓ CHÁNH", "TRƯỞNG", "PHÓ TRƯỞNG"),
    *(
        "THƯ KÝ",
        "CHỦ TỌA",
        "CHỦ TRÌ",
        "ĐẠI DIỆN",
        "HIỆU TRƯỞNG",
        "PHÓ HIỆU TRƯỞNG",
        "CỤC TRƯỞNG",
        "VIỆN TRƯỞNG",
    ),
    *("PHÓ CỤC TRƯỞNG", "CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG", "TỔNG CỤC TRƯỞNG", "TỔ TRƯỞNG", "NGƯỜI"),
    *("ỦY VIÊN", "THÀNH VIÊN", "KẾ TOÁN", "THỦ TRƯỞNG", "VỤ TRƯỞNG", "PHÓ VỤ TRƯỞNG", "QUYỀN", "BÍ THƯ"),
)
POST = re.compile(r"^\s*(?:" + "|".join(_POSTS) + r")\b")
AUTHORITY = re.compile(
    r"^\s*(?:CHỦ TỊCH|ỦY BAN|UỶ BAN|HỘI ĐỒNG|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|CHÁNH|TRƯỞNG|CỤC TRƯỞNG"
    r"|CHI CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|HIỆU TRƯỞNG|VIỆN TRƯỞNG|CHÍNH PHỦ|TỔNG CỤC TRƯỞNG|BAN)\b"
)
BODY_NAME = re.compile(
    r"^\s*(?:UBND|ỦY BAN|UỶ BAN|HĐND|HỘI ĐỒNG|BỘ|SỞ|VĂN PHÒNG|PHÒNG|CHI CỤC|CỤC|TỔNG CỤC|TRUNG TÂM|ĐOÀN|BAN"
    r"|TRƯỜNG|VIỆN|THANH TRA|TỔ|CHÍNH PHỦ|CÔNG AN|BỆNH VIỆN|CÔNG TY|CHỦ TỊCH|HỌC VIỆN|ĐẠI HỌC"
    r"|HỘI|LIÊN|TRẠM|QUỸ|ĐÀI|BÁO|BẢO TÀNG|THƯ VIỆN|CHI NHÁNH|TẬP ĐOÀN|TỔNG CÔNG TY"
    r"|NGÂN HÀNG|KHO BẠC|TÒA ÁN|VIỆN KIỂM SÁT)\b"
)
RANK = re.compile(
    r"^\s*(?:GS|PGS|TS|ThS|CN|BS|KS|Ths|TSKH|NGƯT|NGND|BSCK\w*|Tiến sĩ|Thạc sĩ|Cử nhân|Kỹ sư|Bác sĩ|Giáo sư"
    r"|Phó Giáo sư|Luật sư|Nhà giáo|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thiếu tướng"
    r"|Trung tướng)\b[.\s,]*",
)
LOWER = "a-zàảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
"""The small letters, for a set in a pattern; a range would take capitals in."""
UPPER = "A-ZÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ"
_PERSON_WORD = rf"[{UPPER}][\w'’]*"
PERSON = re.compile(rf"^\s*{_PERSON_WORD}(?:[ -]{_PERSON_WORD}){{1,5}}\s*$")


def squeeze(text: str) -> str:
    """The text in NFC with single spaces and none at its ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def skeleton(text: str) -> str:
    """The letters and digits of `text` without tone, mark and case: what is left of a phrase misspelt."""
    marked = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d").casefold())
    return "".join(letter for letter in marked if letter.isalnum())


def resembles(text: str, phrase: str) -> bool:
    """Whether `text` is meant to be `phrase`, be it misspelt or in other letters."""
    one, other = skeleton(text), skeleton(phrase)
    if not one or abs(len(one) - len(other)) > _LONGEST_SLIP:
        return False
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKENESS


def is_row_of_marks(text: str) -> bool:
    """Whether the text is a rule made of characters, as on a typewriter."""
    return len(text) <= _LONGEST_ROW and _ROW_OF_MARKS.match(text) is not None


def is_capitals(text: str) -> bool:
    """Whether every letter is a capital, and there are at least two."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def same_spelling(text: str) -> str:
    """The text with the tone marks of oa, oe, uy in one place: HOÀ and HÒA, ỦY and UỶ are both right.

    Only a syllable that ends there can be written both ways: hoạch cannot, nor quỹ.
    """
    return _NEW_TONE.sub(lambda match: _OLD_TONE[match[0]], text)


def _tone_places() -> Iterator[tuple[str, str]]:
    for pair in ("oa", "oe", "uy", "OA", "OE", "UY"):
        for mark in "\u0300\u0301\u0303\u0309\u0323":
            new, old = pair + mark, pair[0] + mark + pair[1]
            yield unicodedata.normalize("NFC", new), unicodedata.normalize("NFC", old)


_OLD_TONE = dict(_tone_places())
_NEW_TONE = re.compile(rf"(?<![Qq])(?:{'|'.join(_OLD_TONE)})(?![^\W\d_])")


def find_type(text: str) -> str | None:
    """The type of document that `text` names, in capitals; None for any other text."""
    name = same_spelling(squeeze(text)).upper().rstrip(".: ")
    return name if name in ATTACHED_TYPES else None


def kind_of_type(name: str) -> Kind:
    """The form that documents of the type `name` have."""
    return _KINDS.get(name, Kind.OTHER_TYPED)


def kind_of_symbol(number_line: str) -> Kind:
    """The kind that the symbol in `Số: 15/QĐ-UBND` tells."""
    match = re.search(r"/\s*(?:\d{4}\s*/\s*)?([^\W\d_]+)", number_line)
    abbreviation = match[1].casefold() if match else ""
    for name, short in TYPES.items():
        if short.casefold() == abbreviation:
            return kind_of_type(name)
    return Kind.UNKNOWN
