"""The bodies of an inspection: who orders it, who runs it, who is inspected."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, computed_field, model_validator
from pydantic_core import PydanticCustomError

from service.domain.base import Facts, Line
from service.language.text import lower_first, upper

_ABBREVIATION = r"^[A-ZĐ0-9][A-ZĐ0-9&.]{0,19}$"
Abbreviation = Annotated[str, StringConstraints(pattern=_ABBREVIATION)]
"""The abbreviation of a body or unit in a symbol: capitals, digits, `&`, `.` (ND30-NUM-05, ND30-NUM-10)."""


def is_abbreviation(text: str) -> bool:
    """Whether `text` may stand as a group of a symbol."""
    return re.match(_ABBREVIATION, text) is not None


class BodyKind(StrEnum):
    """What sort of body it is (loại cơ quan, tổ chức)."""

    PROVINCE_COMMITTEE = "province_committee"
    DISTRICT_COMMITTEE = "district_committee"
    COMMUNE_COMMITTEE = "commune_committee"
    COUNCIL = "council"
    MINISTRY = "ministry"
    DEPARTMENT = "department"
    OFFICE = "office"
    BOARD = "board"
    COMMUNE_DIVISION = "commune_division"
    UNIT = "unit"

    @property
    def is_committee(self) -> bool:
        """Whether it is an Ủy ban nhân dân, which has no chủ quản line (format rules, 3.1)."""
        return self in _COMMITTEES


_COMMITTEES = frozenset(
    {BodyKind.PROVINCE_COMMITTEE, BodyKind.DISTRICT_COMMITTEE, BodyKind.COMMUNE_COMMITTEE}
)
_NO_SUPERIOR = _COMMITTEES | {BodyKind.COUNCIL, BodyKind.MINISTRY}
_HEAD_TITLES = {
    BodyKind.PROVINCE_COMMITTEE: "Chủ tịch",
    BodyKind.DISTRICT_COMMITTEE: "Chủ tịch",
    BodyKind.COMMUNE_COMMITTEE: "Chủ tịch",
    BodyKind.COUNCIL: "Chủ tịch",
    BodyKind.MINISTRY: "Bộ trưởng",
    BodyKind.DEPARTMENT: "Giám đốc",
    BodyKind.OFFICE: "Chánh Văn phòng",
    BodyKind.BOARD: "Trưởng ban",
    BodyKind.COMMUNE_DIVISION: "Trưởng phòng",
    BodyKind.UNIT: "Thủ trưởng",
}
_SHORT_FORMS = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"))
_LEVELS = "tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
_BARE_SUPERIOR = re.compile(rf"^(UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)( ({_LEVELS}))?$", re.IGNORECASE)
_LEVEL_AND_PLACE = re.compile(rf"^(?P<body>.+?) (?P<place>({_LEVELS}) .+)$", re.IGNORECASE)


class Body(Facts):
    """A body (cơ quan, tổ chức), with what its papers print of it."""

    name: Line = Field(
        title="Tên cơ quan, tổ chức",
        description="Tên đầy đủ, chính thức, viết hoa theo Nghị định 30 (không viết tắt).",
        examples=["Sở Nội vụ", "Ủy ban nhân dân xã Mai Sơn"],
    )
    kind: BodyKind = Field(
        title="Loại cơ quan", description="Quyết định dòng cơ quan chủ quản và chức danh người đứng đầu."
    )
    superior: Line | None = Field(
        default=None,
        title="Cơ quan chủ quản trực tiếp",
        description="Dòng trên tên cơ quan; được viết tắt nhưng phải có tên riêng (ND30-HDR-12, 13).",
        examples=["UBND tỉnh Sơn La"],
    )
    abbreviation: Abbreviation | None = Field(
        default=None,
        title="Chữ viết tắt của cơ quan",
        description="Dùng trong ký hiệu văn bản.",
        examples=["SNV", "UBND"],
    )
    place: Line | None = Field(
        default=None,
        title="Địa danh",
        description="Nơi ghi trước ngày, tháng, năm trên văn bản (ND30-DAT-03).",
        examples=["Sơn La"],
    )
    header_name: Line | None = Field(
        default=None,
        title="Tên in ở đầu văn bản",
        description="Khi khác tên đầy đủ, ví dụ «Văn phòng» của Văn phòng UBND tỉnh.",
    )
    short_name: Line | None = Field(
        default=None, title="Tên gọi ngắn", description="Mặc định: tên đầy đủ với UBND, HĐND viết tắt."
    )
    own_head_title: Line | None = Field(
        default=None,
        title="Chức danh người đứng đầu",
        description="Mặc định theo loại cơ quan: Chủ tịch, Giám đốc, Chánh Văn phòng ...",
        examples=["Hiệu trưởng"],
    )
    head_name: Line | None = Field(
        default=None,
        title="Họ và tên người đứng đầu",
        description="Người ký mặc định của văn bản do cơ quan ban hành.",
    )

    @model_validator(mode="after")
    def _check_superior(self) -> Self:
        """Only bodies that have a superior name one, and by its proper name (ND30-HDR-12, 13)."""
        if self.kind in _NO_SUPERIOR and self.superior is not None:
            raise PydanticCustomError("superior-not-allowed", "no superior line", {"body": self.name})
        if self.superior is not None and _BARE_SUPERIOR.match(self.superior):
            raise PydanticCustomError("superior-without-place", "bare superior", {"superior": self.superior})
        return self

    @computed_field(title="Tên gọi ngắn trong câu")  # type: ignore[prop-decorator]
    @property
    def short(self) -> str:
        """The name as running text and recipients use it: UBND tỉnh Sơn La."""
        if self.short_name is not None:
            return self.short_name
        name = self.name
        for long, short in _SHORT_FORMS:
            name = name.replace(long, short).replace(lower_first(long), short)
        return name

    @computed_field(title="Chức danh người đứng đầu cơ quan")  # type: ignore[prop-decorator]
    @property
    def head_title(self) -> str:
        """The post of whoever leads the body: Chủ tịch, Giám đốc ..."""
        return self.own_head_title or _HEAD_TITLES[self.kind]

    @computed_field(title="Chức danh và tên cơ quan")  # type: ignore[prop-decorator]
    @property
    def head_post(self) -> str:
        """The head's post with the body's full name: Giám đốc Sở Nội vụ, Trưởng phòng Văn hóa - Xã hội."""
        if self.own_head_title is None:
            if self.kind is BodyKind.OFFICE and self.name.startswith("Văn phòng"):
                return f"Chánh {self.name}"
            if self.name.startswith("Phòng "):
                return f"Trưởng {lower_first(self.name)}"
            if self.name.startswith("Ban "):
                return f"Trưởng {self.name}"
        return f"{self.head_title} {self.name}"

    @property
    def header_lines(self) -> tuple[str, ...]:
        """The name in capitals as the header prints it; a committee's place stands on its own line."""
        if self.header_name is None and self.kind is BodyKind.OFFICE and self.superior is not None:
            return ("VĂN PHÒNG",)
        name = upper(self.header_name or self.name)
        parts = _LEVEL_AND_PLACE.match(name)
        if parts and (self.kind.is_committee or self.kind is BodyKind.COUNCIL):
            return parts["body"], parts["place"]
        return (name,)

    @property
    def authority_line(self) -> str:
        """The head's post in capitals as a decision names it: CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA."""
        return upper(self.head_post)


class Salutation(StrEnum):
    """How a person is addressed (danh xưng)."""

    MR = "Ông"
    MS = "Bà"


def call(salutation: Salutation | None, full_name: str) -> str:
    """The name as a list prints it: Ông Nguyễn Văn An."""
    return f"{salutation} {full_name}" if salutation else full_name


class Person(Facts):
    """Somebody who takes part (người tham dự), with the post as printed."""

    full_name: Line = Field(title="Họ và tên", examples=["Lò Thị Hương"])
    post: Line = Field(title="Chức vụ, đơn vị công tác", examples=["Phó Giám đốc Sở Tài chính"])
    salutation: Salutation | None = Field(default=None, title="Danh xưng", description="Ông hoặc Bà.")

    @computed_field(title="Danh xưng, họ và tên")  # type: ignore[prop-decorator]
    @property
    def called(self) -> str:
        """The name as a list prints it: Ông Nguyễn Văn An."""
        return call(self.salutation, self.full_name)


class Contact(Facts):
    """Whom to ask (đầu mối liên hệ)."""

    full_name: Line = Field(title="Họ và tên người liên hệ")
    post: Line | None = Field(default=None, title="Chức vụ người liên hệ")
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 .]{6,19}$")] | None = Field(
        default=None, title="Điện thoại", examples=["0212 385 0001"]
    )
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = Field(
        default=None, title="Thư điện tử", examples=["cchc.snv@example.vn"]
    )
