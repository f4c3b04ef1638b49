"""Who goes: the inspection team, its seal and its powers."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Self

from pydantic import Field, computed_field, model_validator
from pydantic_core import PydanticCustomError

from service.domain.base import Clause, Day, Facts, Line
from service.domain.bodies import Abbreviation, Contact, Salutation, call
from service.language.text import fold

LISTED_IN_ARTICLE = 5
"""Up to so many members stand in the article itself; more go to an attached list."""


class Member(Facts):
    """A member of the team (thành viên Đoàn kiểm tra); one may be named by post alone."""

    full_name: Line | None = Field(
        default=None,
        title="Họ và tên",
        description="Để trống khi chỉ nêu chức vụ, ví dụ «01 lãnh đạo phòng ...».",
        examples=["Lò Văn Pánh"],
    )
    salutation: Salutation | None = Field(default=None, title="Danh xưng", description="Ông hoặc Bà.")
    post: Line = Field(
        title="Chức vụ, đơn vị công tác",
        description="Viết như in trên văn bản.",
        examples=["Phó Giám đốc Sở Nội vụ"],
    )
    body: Line | None = Field(
        default=None,
        title="Cơ quan cử",
        description="Tên cơ quan, dùng để kiểm tra và lập nơi nhận.",
        examples=["Sở Nội vụ"],
    )
    area: Line | None = Field(
        default=None, title="Lĩnh vực phụ trách", examples=["Cải cách thủ tục hành chính"]
    )

    @computed_field(title="Danh xưng, họ và tên")  # type: ignore[prop-decorator]
    @property
    def called(self) -> str | None:
        """The name as a list prints it: Ông Nguyễn Văn An; none for a member named by post alone."""
        return call(self.salutation, self.full_name) if self.full_name is not None else None


class NamedMember(Member):
    """A member who must be known by name: whoever leads the team or keeps its minutes."""

    full_name: Line = Field(title="Họ và tên", examples=["Lò Văn Pánh"])


class Seal(StrEnum):
    """Whose seal the team may use (con dấu Đoàn kiểm tra được sử dụng)."""

    AUTHORITY = "authority"
    LEAD_AGENCY = "lead_agency"


class Team(Facts):
    """The inspection team (Đoàn kiểm tra)."""

    name: Line | None = Field(
        default=None,
        title="Tên Đoàn kiểm tra",
        description="Mặc định lập theo nội dung, hình thức và năm kiểm tra.",
        examples=["Đoàn kiểm tra công tác cải cách hành chính năm 2026"],
    )
    short_name: Line | None = Field(
        default=None,
        title="Tên gọi ngắn của Đoàn",
        description="Mặc định: Đoàn kiểm tra; khi phúc tra: Đoàn phúc tra.",
        examples=["Đoàn phúc tra"],
    )
    abbreviation: Abbreviation | None = Field(
        default=None,
        title="Chữ viết tắt của Đoàn",
        description="Mặc định: ĐKT; khi phúc tra: ĐPT.",
        examples=["ĐKT"],
    )
    head: NamedMember = Field(title="Trưởng đoàn")
    deputies: tuple[NamedMember, ...] = Field(default=(), max_length=20, title="Phó Trưởng đoàn")
    members: tuple[Member, ...] = Field(default=(), max_length=500, title="Thành viên")
    secretary: NamedMember | None = Field(default=None, title="Thư ký Đoàn")
    seal: Seal | None = Field(
        default=None,
        title="Con dấu được sử dụng",
        description="Để trống khi Đoàn không sử dụng con dấu: khi đó thông báo do cơ quan chủ trì ban hành.",
    )
    powers: tuple[Clause, ...] = Field(
        default=(), max_length=40, title="Quyền hạn của Đoàn", description="Mặc định theo mẫu."
    )
    budget_source: Clause | None = Field(
        default=None,
        title="Nguồn kinh phí",
        examples=["kinh phí thực hiện công tác cải cách hành chính năm 2026 giao cho Sở Nội vụ"],
    )
    valid_from: Day | None = Field(default=None, title="Hoạt động từ ngày", description="Mặc định: ngày ký.")
    valid_to: Day | None = Field(default=None, title="Hoạt động đến ngày")
    contact: Contact | None = Field(default=None, title="Đầu mối liên hệ của Đoàn")

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        seen: set[str] = set()
        for name in (member.full_name for _, member in self.everyone() if member.full_name):
            if fold(name) in seen:
                raise PydanticCustomError("member-twice", "member twice", {"name": name})
            seen.add(fold(name))
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise PydanticCustomError("end-before-start", "end before start")
        return self

    def everyone(self) -> Iterator[tuple[TeamRole, Member]]:
        """Each member with the role, in the order of the list: head, deputies, members, secretary."""
        yield TeamRole.HEAD, self.head
        for deputy in self.deputies:
            yield TeamRole.DEPUTY, deputy
        for member in self.members:
            yield TeamRole.MEMBER, member
        if self.secretary is not None:
            yield TeamRole.SECRETARY, self.secretary


class TeamRole(StrEnum):
    """A role in the team, as it is printed (nhiệm vụ trong Đoàn)."""

    HEAD = "Trưởng đoàn"
    DEPUTY = "Phó Trưởng đoàn"
    MEMBER = "Thành viên"
    SECRETARY = "Thư ký"
