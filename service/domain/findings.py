"""What was found at a unit, what was concluded and asked for, and what came back."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, NaiveDatetime, model_validator
from pydantic_core import PydanticCustomError

from service.domain.base import Clause, Code, Day, Facts, Line, Passage
from service.domain.bodies import Contact, Person
from service.domain.issuance import Reference
from service.language.text import fold


class Area(StrEnum):
    """An area of administrative reform that is looked at (lĩnh vực kiểm tra), in the order of the seed."""

    LEADERSHIP = "leadership"
    INSTITUTIONS = "institutions"
    PROCEDURES = "procedures"
    ORGANISATION = "organisation"
    CIVIL_SERVICE = "civil_service"
    PUBLIC_FINANCE = "public_finance"
    DIGITAL_GOVERNMENT = "digital_government"

    @property
    def label(self) -> str:
        """The area as it is printed."""
        return _AREA_LABELS[self]


_AREA_LABELS = {
    Area.LEADERSHIP: "Công tác chỉ đạo, điều hành cải cách hành chính",
    Area.INSTITUTIONS: "Cải cách thể chế",
    Area.PROCEDURES: "Cải cách thủ tục hành chính",
    Area.ORGANISATION: "Cải cách tổ chức bộ máy hành chính",
    Area.CIVIL_SERVICE: "Cải cách chế độ công vụ",
    Area.PUBLIC_FINANCE: "Cải cách tài chính công",
    Area.DIGITAL_GOVERNMENT: "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
}


class FindingKind(StrEnum):
    """Whether something was done well or is missing."""

    RESULT = "result"
    SHORTCOMING = "shortcoming"


class Finding(Facts):
    """One thing found (nội dung ghi nhận), with what shows it."""

    id: Code | None = Field(default=None, title="Mã nội dung ghi nhận", examples=["th-01"])
    area: Area = Field(title="Lĩnh vực")
    kind: FindingKind = Field(
        title="Kết quả hay tồn tại", description="result: kết quả; shortcoming: tồn tại."
    )
    text: Clause = Field(title="Nội dung ghi nhận")
    evidence: tuple[Clause, ...] = Field(default=(), max_length=20, title="Tài liệu chứng minh")
    norm: Clause | None = Field(
        default=None,
        title="Quy định đối chiếu",
        examples=["khoản 1 Điều 18 Nghị định số 118/2025/NĐ-CP"],
    )


class Shortcoming(Facts):
    """A shortcoming as the conclusion states it (tồn tại, hạn chế)."""

    area: Area = Field(title="Lĩnh vực")
    text: Clause = Field(title="Tồn tại, hạn chế")
    norm: Clause | None = Field(default=None, title="Quy định đối chiếu")
    evidence: tuple[Clause, ...] = Field(default=(), max_length=20, title="Tài liệu chứng minh")
    finding_ids: tuple[Code, ...] = Field(default=(), max_length=40, title="Mã nội dung trong biên bản")


class Achievement(Facts):
    """A result as the conclusion states it (kết quả đạt được)."""

    area: Area = Field(title="Lĩnh vực")
    text: Clause = Field(title="Kết quả đạt được")


class Causes(Facts):
    """Why it is so (nguyên nhân): what lies with the unit and what does not."""

    subjective: tuple[Clause, ...] = Field(default=(), max_length=20, title="Nguyên nhân chủ quan")
    objective: tuple[Clause, ...] = Field(default=(), max_length=20, title="Nguyên nhân khách quan")

    @model_validator(mode="after")
    def _check_some(self) -> Self:
        if not self.subjective and not self.objective:
            raise PydanticCustomError("causes-empty", "no cause")
        return self


class Requirement(Facts):
    """Something asked for (kiến nghị, yêu cầu), of whom and until when."""

    id: Code = Field(title="Mã yêu cầu", examples=["yc-01"])
    addressee: Line | None = Field(
        default=None, title="Cơ quan thực hiện", description="Mặc định: đơn vị được kiểm tra."
    )
    action: Clause = Field(title="Nội dung yêu cầu")
    deadline: Day = Field(title="Thời hạn hoàn thành")
    finding_ids: tuple[Code, ...] = Field(default=(), max_length=40, title="Mã nội dung trong biên bản")


class Sample(Facts):
    """A file that was sampled (hồ sơ được kiểm tra xác suất)."""

    file: Line = Field(title="Tên hồ sơ, thủ tục")
    code: Line | None = Field(default=None, title="Mã hồ sơ")
    received: Day | None = Field(default=None, title="Ngày nhận")
    due: Day | None = Field(default=None, title="Ngày hẹn trả")
    returned: Day | None = Field(default=None, title="Ngày trả")
    remark: Line | None = Field(default=None, title="Nhận xét")


class RefusingSide(StrEnum):
    """Which side does not sign."""

    UNIT = "unit"
    TEAM = "team"


class Refusal(Facts):
    """One side does not sign the minutes (từ chối ký biên bản)."""

    side: RefusingSide = Field(default=RefusingSide.UNIT, title="Bên không ký biên bản")
    person: Line = Field(title="Người không ký biên bản", examples=["Ông Lường Văn Tính, Chủ tịch UBND xã"])
    reason: Clause = Field(title="Lý do không ký")
    witnesses: tuple[Person, ...] = Field(default=(), max_length=10, title="Người chứng kiến")


class Record(Facts):
    """What the minutes state (nội dung biên bản)."""

    started_at: NaiveDatetime = Field(title="Thời điểm bắt đầu", examples=["2026-12-14T08:00:00"])
    ended_at: NaiveDatetime = Field(title="Thời điểm kết thúc", examples=["2026-12-17T16:30:00"])
    place: Line = Field(title="Địa điểm lập biên bản")
    team_present: tuple[Person, ...] = Field(min_length=1, max_length=200, title="Đại diện Đoàn kiểm tra")
    unit_present: tuple[Person, ...] = Field(min_length=1, max_length=200, title="Đại diện đơn vị")
    others_present: tuple[Person, ...] = Field(default=(), max_length=100, title="Thành phần khác")
    chair: Person | None = Field(
        default=None,
        title="Người chủ trì",
        description="Mặc định: Trưởng đoàn; nêu khi Phó Trưởng đoàn hoặc thành viên chủ trì thay.",
    )
    secretary: Person | None = Field(
        default=None, title="Người ghi biên bản", description="Mặc định: Thư ký Đoàn kiểm tra."
    )
    findings: tuple[Finding, ...] = Field(min_length=1, max_length=500, title="Nội dung ghi nhận")
    samples: tuple[Sample, ...] = Field(default=(), max_length=500, title="Hồ sơ kiểm tra xác suất")
    unit_opinion: Passage = Field(title="Ý kiến của đơn vị được kiểm tra")
    team_conclusion: Passage | None = Field(default=None, title="Nhận xét của Đoàn kiểm tra")
    team_requests: tuple[Clause, ...] = Field(default=(), max_length=100, title="Đề nghị của Đoàn kiểm tra")
    handed_over: tuple[Clause, ...] = Field(default=(), max_length=200, title="Tài liệu bàn giao")
    pages: int | None = Field(default=None, ge=1, le=999, title="Số trang của biên bản")
    copies: int = Field(default=2, ge=1, le=99, title="Số bản")
    refusal: Refusal | None = Field(default=None, title="Từ chối ký biên bản")

    @model_validator(mode="after")
    def _check_order_and_people(self) -> Self:
        if self.ended_at <= self.started_at:
            raise PydanticCustomError("end-before-start", "end before start")
        team = {fold(person.full_name) for person in self.team_present}
        for person in self.unit_present:
            if fold(person.full_name) in team:
                raise PydanticCustomError("person-on-both-sides", "both sides", {"name": person.full_name})
        return self


class Conclusion(Facts):
    """What the conclusion says (nội dung kết luận)."""

    results: tuple[Achievement, ...] | None = Field(
        default=None,
        min_length=1,
        max_length=300,
        title="Kết quả đạt được",
        description="Mặc định: các kết quả đã ghi trong biên bản.",
    )
    shortcomings: tuple[Shortcoming, ...] | None = Field(
        default=None,
        max_length=300,
        title="Tồn tại, hạn chế",
        description="Mặc định: các tồn tại đã ghi trong biên bản.",
    )
    causes: Causes | None = Field(
        default=None, title="Nguyên nhân", description="Bắt buộc khi có tồn tại, hạn chế."
    )
    requirements: tuple[Requirement, ...] = Field(min_length=1, max_length=200, title="Kiến nghị, yêu cầu")
    report_due: Day = Field(title="Hạn báo cáo kết quả khắc phục")
    supervisor: Line | None = Field(
        default=None, title="Cơ quan theo dõi, đôn đốc", description="Mặc định: cơ quan chủ trì."
    )
    re_inspection: Clause | None = Field(
        default=None, title="Phúc tra", description="Nêu khi sẽ kiểm tra lại.", examples=["quý II năm 2027"]
    )

    @model_validator(mode="after")
    def _check_ids(self) -> Self:
        ids = [requirement.id for requirement in self.requirements]
        for name in ids:
            if ids.count(name) > 1:
                raise PydanticCustomError("id-twice", "id twice", {"id": name})
        return self


class OpenRequirement(Facts):
    """A requirement that is not done yet (yêu cầu chưa hoàn thành)."""

    requirement: Code = Field(title="Mã yêu cầu", description="Mã của yêu cầu trong kết luận.")
    state: Line = Field(title="Tình trạng", examples=["Chưa thực hiện"])
    new_deadline: Day | None = Field(
        default=None, title="Thời hạn mới", description="Mặc định: hạn báo cáo mới."
    )


class Remediation(Facts):
    """What came back after the conclusion (theo dõi khắc phục), as the follow-up letter states it."""

    received: Reference | None = Field(
        default=None, title="Báo cáo khắc phục đã nhận", description="Để trống khi chưa nhận được báo cáo."
    )
    open: tuple[OpenRequirement, ...] = Field(min_length=1, max_length=200, title="Yêu cầu còn mở")
    new_due: Day = Field(title="Hạn báo cáo mới")
    reminder: int | None = Field(
        default=None,
        ge=1,
        le=20,
        title="Đôn đốc lần thứ",
        description="Mặc định: tiếp theo số văn bản đôn đốc trước.",
    )
    earlier: tuple[Reference, ...] = Field(default=(), max_length=20, title="Văn bản đôn đốc trước")
    addressees: tuple[Line, ...] = Field(
        default=(), max_length=40, title="Kính gửi", description="Mặc định: đơn vị được kiểm tra."
    )
    contact: Contact | None = Field(default=None, title="Đầu mối liên hệ")

    @model_validator(mode="after")
    def _check_reminder(self) -> Self:
        if self.reminder is not None and self.reminder > 1 and not self.earlier:
            raise PydanticCustomError("earlier-reminder-missing", "earlier", {"reminder": self.reminder})
        if self.reminder == 1 and self.earlier:
            raise PydanticCustomError("earlier-reminder-given", "earlier")
        return self
