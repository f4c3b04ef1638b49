"""Number and symbol, place and date, signatory and recipients of one document; references to others."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, computed_field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from service.domain.base import Clause, Day, Facts, Line
from service.domain.bodies import Abbreviation
from service.language.dates import format_date_long
from service.language.text import lower_first, upper

_LAW_TYPES = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
_JOINTS = {
    "Báo cáo": "về",
    "Thông báo": "về",
    "Kế hoạch": "về",
    "Chương trình": "về",
    "Công văn": "về việc",
    "Tờ trình": "về việc",
}
_RANKS = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|Th\.S|BS|BSCK\w*|KS|CN|LS|NGND|NGƯT|TTND|TTƯT|NSND|NSƯT)[.\s]"
    r"|(?:Giáo sư|Phó [Gg]iáo sư|Tiến s[ĩỹ]|Thạc s[ĩỹ]|Kỹ sư|Cử nhân|Bác s[ĩỹ]|Luật sư|Anh hùng|Nhà giáo)\s)"
)
_UNOFFICIAL_POST = re.compile(r"\b(thường trực|phụ trách|điều hành)\b", re.IGNORECASE)


class Reference(Facts):
    """Another document as it is cited (văn bản viện dẫn): type, number, date, issuer, abstract."""

    type: Line = Field(title="Tên loại văn bản", examples=["Quyết định", "Luật", "Tờ trình"])
    number: Annotated[str, StringConstraints(pattern=r"^\d{2,6}[a-zđ]?/[0-9A-Za-zĐđ&./-]+$")] | None = Field(
        default=None,
        title="Số, ký hiệu",
        description="Số dưới 10 viết 2 chữ số. Luật, Pháp lệnh không ghi số (ND30-BAS-04).",
        examples=["372/QĐ-UBND"],
    )
    date: Day = Field(title="Ngày ban hành", examples=["2026-01-30"])
    issuer: Line | None = Field(
        default=None, title="Cơ quan ban hành", examples=["Chủ tịch Ủy ban nhân dân tỉnh Sơn La"]
    )
    abstract: Clause = Field(
        title="Trích yếu nội dung",
        description="Với Luật, Pháp lệnh: tên của luật, không kèm chữ «Luật».",
        examples=["ban hành Kế hoạch kiểm tra công tác cải cách hành chính năm 2026"],
    )

    @model_validator(mode="after")
    def _check_complete(self) -> Self:
        """All but laws and ordinances are cited with number and issuer (ND30-BAS-03, ND30-BAS-04)."""
        if self.is_law:
            return self
        missing = [
            label
            for label, value in (("Số, ký hiệu", self.number), ("Cơ quan ban hành", self.issuer))
            if value is None
        ]
        if missing:
            raise PydanticCustomError("reference-incomplete", "incomplete", {"missing": ", ".join(missing)})
        return self

    @property
    def is_law(self) -> bool:
        """Whether it is cited by name and date alone (ND30-BAS-04)."""
        return self.type in _LAW_TYPES

    @computed_field(title="Viện dẫn đầy đủ")  # type: ignore[prop-decorator]
    @property
    def full(self) -> str:
        """The first citation: type, number, date, issuer and abstract (ND30-BOD-05)."""
        day = format_date_long(self.date)
        if self.is_law:
            return f"{self.short} {day}"
        return f"{self.type} số {self.number} {day} của {self.issuer} {_cite_abstract(self)}"

    @computed_field(title="Viện dẫn ngắn")  # type: ignore[prop-decorator]
    @property
    def short(self) -> str:
        """A later citation: type and number only; a law by its name (ND30-BOD-05)."""
        if not self.is_law:
            return f"{self.type} số {self.number}"
        return self.abstract if self.abstract.startswith(f"{self.type} ") else f"{self.type} {self.abstract}"


def _cite_abstract(reference: Reference) -> str:
    """The abstract as it follows the issuer: "về" joins a noun, a verb or "về" stands by itself."""
    abstract = lower_first(reference.abstract)
    joint = _JOINTS.get(reference.type)
    if abstract.startswith("v/v "):
        return f"về việc {abstract.removeprefix('v/v ')}"
    return abstract if joint is None or abstract.startswith("về ") else f"{joint} {abstract}"


class LegalBasis(Reference):
    """An act a document rests on (căn cứ), with its period of force where it is known."""

    effective_from: Day | None = Field(default=None, title="Ngày có hiệu lực")
    ended: Day | None = Field(default=None, title="Ngày hết hiệu lực")

    @model_validator(mode="after")
    def _check_force(self) -> Self:
        if self.ended is not None and self.ended <= (self.effective_from or self.date):
            raise PydanticCustomError("end-before-start", "end before start")
        return self


class SigningMode(StrEnum):
    """By what right somebody signs (quyền hạn ký), ND30-SIG-05 to ND30-SIG-09."""

    SELF = "self"
    ON_BEHALF = "TM"
    ON_BEHALF_DEPUTY = "TM_KT"
    DEPUTY = "KT"
    BY_ORDER = "TL"
    BY_ORDER_DEPUTY = "TL_KT"
    DELEGATED = "TUQ"
    ACTING = "Q"


_NEEDS_OWN_TITLE = frozenset(
    {
        SigningMode.DEPUTY,
        SigningMode.ON_BEHALF_DEPUTY,
        SigningMode.BY_ORDER,
        SigningMode.BY_ORDER_DEPUTY,
        SigningMode.DELEGATED,
    }
)


class Signatory(Facts):
    """Who signs (người ký) and by what right."""

    mode: SigningMode = Field(default=SigningMode.SELF, title="Quyền hạn ký")
    full_name: Line = Field(
        title="Người ký",
        description="Họ và tên, không kèm học hàm, học vị, danh hiệu (ND30-SIG-03).",
        examples=["Cầm Hải Thoan"],
    )
    head_title: Line | None = Field(
        default=None,
        title="Chức vụ của người đứng đầu",
        description="Mặc định theo cơ quan ban hành.",
        examples=["Chủ tịch"],
    )
    own_title: Line | None = Field(
        default=None,
        title="Chức vụ của người ký",
        description="Bắt buộc khi ký thay (KT.), thừa lệnh (TL.), thừa ủy quyền (TUQ.).",
        examples=["Phó Chủ tịch"],
    )
    ordered_title: Line | None = Field(
        default=None,
        title="Chức vụ người được giao ký thừa lệnh",
        description="Chỉ khi cấp phó ký thừa lệnh (TL_KT): chức vụ của cấp trưởng đơn vị.",
        examples=["Chánh Văn phòng"],
    )
    collective: Line | None = Field(
        default=None,
        title="Tập thể được ký thay mặt",
        description="Sau chữ TM.; mặc định theo cơ quan ban hành.",
        examples=["Ủy ban nhân dân"],
    )
    other_post: Line | None = Field(
        default=None,
        title="Chức vụ của người ký ở cơ quan có con dấu",
        description="Khi Đoàn kiểm tra dùng con dấu của cơ quan khác (ND30-SIG-11).",
        examples=["Phó Giám đốc Sở Nội vụ"],
    )
    delegation: Line | None = Field(
        default=None, title="Văn bản ủy quyền", description="Số, ngày của văn bản ủy quyền khi ký TUQ."
    )

    @field_validator("full_name")
    @classmethod
    def _check_name(cls, name: str) -> str:
        """No academic rank, degree or honour before the name (ND30-SIG-03)."""
        if _RANKS.match(name):
            raise PydanticCustomError("rank-before-name", "rank", {"name": name})
        return name

    @field_validator("head_title", "own_title", "ordered_title")
    @classmethod
    def _check_post(cls, post: str | None) -> str | None:
        """Only posts that the State provides for (ND30-SIG-04)."""
        if post is not None and _UNOFFICIAL_POST.search(post):
            raise PydanticCustomError("post-not-official", "unofficial post", {"post": post})
        return post

    @model_validator(mode="after")
    def _check_titles(self) -> Self:
        if self.mode in _NEEDS_OWN_TITLE and self.own_title is None:
            raise PydanticCustomError("own-title-missing", "own title", {"mode": self.mode.value})
        if self.mode is SigningMode.BY_ORDER_DEPUTY and self.ordered_title is None:
            raise PydanticCustomError("ordered-title-missing", "ordered title")
        return self

    def block(self, *, head_title: str, collective: str) -> tuple[str, ...]:
        """The lines of authority and position above the signature, in capitals (ND30-SIG-01, 05-10)."""
        head = upper(self.head_title or head_title)
        own = upper(self.own_title or "")
        behalf = f"TM. {upper(self.collective or collective)}"
        lines = {
            SigningMode.SELF: (head,),
            SigningMode.ACTING: (f"Q. {head}",),
            SigningMode.ON_BEHALF: (behalf, head),
            SigningMode.ON_BEHALF_DEPUTY: (behalf, f"KT. {head}", own),
            SigningMode.DEPUTY: (f"KT. {head}", own),
            SigningMode.BY_ORDER: (f"TL. {head}", own),
            SigningMode.BY_ORDER_DEPUTY: (f"TL. {head}", f"KT. {upper(self.ordered_title or '')}", own),
            SigningMode.DELEGATED: (f"TUQ. {head}", own),
        }
        return lines[self.mode]

    @property
    def is_for_body(self) -> bool:
        """Whether it signs for the body as a whole, which decides the authority line (ND30-SIG-12)."""
        return self.mode in (SigningMode.ON_BEHALF, SigningMode.ON_BEHALF_DEPUTY)


class Recipient(Facts):
    """An entry of Nơi nhận, without the dash and the final mark."""

    text: Clause = Field(title="Nơi nhận", examples=["Chủ tịch, các Phó Chủ tịch UBND tỉnh"])
    note: Line | None = Field(default=None, title="Ghi chú nơi nhận", examples=["để b/c"])


class Archive(Facts):
    """What follows VT in the last line of Nơi nhận (ND30-RCP-12, ND30-RCP-17)."""

    unit: Line | None = Field(default=None, title="Đơn vị soạn thảo", examples=["CCHC"])
    drafter: Line | None = Field(default=None, title="Người soạn thảo", examples=["Tùng"])
    copies: int | None = Field(default=None, title="Số lượng bản lưu", ge=1, le=999)


class Urgency(StrEnum):
    """The urgency mark (mức độ khẩn), ND30-MRK-02."""

    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    FLASH = "flash"


class Medium(StrEnum):
    """Whether the original is on paper or electronic (ND30-APP-06)."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class LetterForm(StrEnum):
    """In which of the two forms a notice goes out."""

    TYPED = "typed"
    OFFICIAL_LETTER = "official_letter"


class IssuerRole(StrEnum):
    """Which body of the inspection issues a document."""

    AUTHORITY = "authority"
    TEAM = "team"
    LEAD_AGENCY = "lead_agency"


class Issuance(Facts):
    """How one document is issued (thông tin ban hành); whatever is left out follows by rule."""

    number: int | None = Field(
        default=None,
        ge=1,
        le=999_999,
        title="Số",
        description="Để trống khi chưa được cấp số: văn bản in chỗ trống (ND30-NUM-13).",
        examples=[640],
    )
    symbol: (
        Annotated[str, StringConstraints(pattern=r"^[A-ZĐ][A-Za-zĐđ]*(-[A-ZĐ0-9&.]+)+$", max_length=60)]
        | None
    ) = Field(
        default=None,
        title="Ký hiệu",
        description="Mặc định lập theo tên loại và chữ viết tắt của cơ quan (ND30-NUM-06, 07).",
        examples=["QĐ-UBND"],
    )
    place: Line | None = Field(
        default=None, title="Địa danh", description="Mặc định theo cơ quan ban hành.", examples=["Sơn La"]
    )
    date: Day | None = Field(
        default=None,
        title="Ngày ban hành",
        description="Để trống khi chưa ký: văn bản in chỗ trống.",
        examples=["2026-11-02"],
    )
    month: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")] | None = Field(
        default=None,
        title="Tháng ban hành",
        description="Khi biết tháng mà chưa biết ngày; dạng năm-tháng.",
        examples=["2026-11"],
    )
    dispatched: Day | None = Field(
        default=None,
        title="Ngày phát hành",
        description="Ngày văn thư gửi đi, khi khác ngày ký; không in, chỉ dùng để kiểm tra (ND30-ISS-01).",
        examples=["2026-11-03"],
    )
    form: LetterForm | None = Field(
        default=None,
        title="Hình thức văn bản",
        description="typed: văn bản có tên loại; official_letter: công văn có Kính gửi.",
    )
    issuer: IssuerRole | None = Field(
        default=None, title="Cơ quan ban hành", description="Mặc định theo loại văn bản."
    )
    signatory: Signatory | None = Field(
        default=None, title="Người ký", description="Mặc định: người đứng đầu cơ quan ban hành."
    )
    recipients: tuple[Recipient, ...] | None = Field(
        default=None,
        min_length=1,
        max_length=60,
        title="Nơi nhận",
        description="Thay các dòng ở giữa; dòng đầu (Như trên, Như Điều ...) và dòng Lưu theo mẫu.",
    )
    archive: Archive = Field(default=Archive(), title="Lưu")
    urgency: Urgency | None = Field(default=None, title="Mức độ khẩn")
    medium: Medium = Field(default=Medium.PAPER, title="Bản giấy hay bản điện tử")

    @field_validator("symbol")
    @classmethod
    def _check_symbol(cls, symbol: str | None) -> str | None:
        """A công văn has no abbreviation of its type (ND30-NUM-07)."""
        if symbol is not None and "CV" in symbol.split("-"):
            raise PydanticCustomError("symbol-cv", "CV in a symbol", {"symbol": symbol})
        return symbol

    @model_validator(mode="after")
    def _check_month(self) -> Self:
        if self.date is not None and self.month is not None:
            raise PydanticCustomError("month-besides-date", "both date and month")
        return self


def make_symbol(*, type_abbreviation: str | None, issuer: Abbreviation, unit: Abbreviation | None) -> str:
    """The symbol by rule: `QĐ-UBND` for a typed document, `SNV-CCHC` for a công văn (ND30-NUM-06, 07)."""
    if type_abbreviation is not None:
        return f"{type_abbreviation}-{issuer}"
    return f"{issuer}-{unit}" if unit else issuer


def print_number(number: int | None, symbol: str) -> str:
    """Number and symbol after "Số: ", two digits at least, room for a blank one (ND30-NUM-03, 13)."""
    return f"{number:02d}/{symbol}" if number is not None else f"{BLANK_NUMBER}/{symbol}"


BLANK_NUMBER = " " * 7
BLANK_DAY = " " * 6
BLANK_YEAR = " " * 8


def print_day(date: dt.date | None, month: str | None) -> str:
    """The day as cell 4 prints it, with room for what is not known yet (ND30-DAT-02, ND30-NUM-13)."""
    if date is not None:
        return format_date_long(date)
    if month is not None:
        year, number = month.split("-")
        return f"ngày{BLANK_DAY}tháng {_print_month(int(number))} năm {year}"
    return f"ngày{BLANK_DAY}tháng{BLANK_DAY}năm"


def _print_month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)
