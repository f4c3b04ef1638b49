"""The root of the data: one inspection, as a caller sends it."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from service.domain.base import Clause, Code, Day, Facts, Line
from service.domain.bodies import Body
from service.domain.findings import Area, Conclusion, Record, Remediation
from service.domain.issuance import Issuance, LegalBasis, Reference
from service.domain.team import Team
from service.domain.visits import Period, Rules, Visit

KindName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class InspectionForm(StrEnum):
    """Why the inspection takes place (hình thức kiểm tra)."""

    PLANNED = "planned"
    SURPRISE = "surprise"
    RE_INSPECTION = "re_inspection"


class Unit(Facts):
    """An inspected unit (đơn vị được kiểm tra) and all that happens there."""

    id: Code = Field(title="Mã đơn vị", examples=["so-tai-chinh"])
    body: Body = Field(title="Đơn vị được kiểm tra")
    part_of: Code | None = Field(
        default=None,
        title="Thuộc đơn vị được kiểm tra",
        description="Mã đơn vị cấp trên trong cùng cuộc kiểm tra, khi lập biên bản tại đơn vị trực thuộc.",
    )
    visit: Visit | None = Field(default=None, title="Chuyến kiểm tra")
    report_due: Day | None = Field(
        default=None,
        title="Hạn gửi báo cáo của đơn vị",
        description="Mặc định: trước ngày kiểm tra đúng số ngày của kế hoạch.",
    )
    report: Reference | None = Field(default=None, title="Báo cáo của đơn vị")
    added_by: Reference | None = Field(
        default=None,
        title="Văn bản bổ sung đơn vị vào kế hoạch",
        description="Tờ trình hoặc quyết định bổ sung, khi đơn vị không có trong kế hoạch.",
    )
    prior_conclusion: Reference | None = Field(
        default=None, title="Kết luận kiểm tra trước", description="Khi phúc tra."
    )
    prior_remediation: Reference | None = Field(
        default=None, title="Báo cáo khắc phục trước", description="Khi phúc tra."
    )
    record: Record | None = Field(default=None, title="Nội dung biên bản")
    conclusion: Conclusion | None = Field(default=None, title="Nội dung kết luận")
    remediation: Remediation | None = Field(default=None, title="Theo dõi khắc phục")
    documents: dict[KindName, Issuance] = Field(
        default={}, title="Văn bản của đơn vị", description="Theo loại văn bản: notice, minutes ..."
    )

    @model_validator(mode="after")
    def _check_references(self) -> Self:
        """What is still open must have been asked for in the conclusion."""
        if self.remediation is not None and self.conclusion is not None:
            known = {requirement.id for requirement in self.conclusion.requirements}
            others = {
                requirement.id
                for requirement in self.conclusion.requirements
                if requirement.addressee not in (None, self.body.name, self.body.short)
            }
            for item in self.remediation.open:
                if item.requirement not in known:
                    raise PydanticCustomError("requirement-unknown", "unknown", {"id": item.requirement})
                if item.requirement in others:
                    raise PydanticCustomError("requirement-of-other", "other", {"id": item.requirement})
        return self


class Inspection(Facts):
    """One administrative inspection (cuộc kiểm tra), each fact once."""

    subject: Line = Field(
        default="công tác cải cách hành chính",
        title="Nội dung kiểm tra",
        description="Viết sau chữ «kiểm tra».",
        examples=["công tác cải cách hành chính"],
    )
    year: int = Field(ge=2020, le=2100, title="Năm kiểm tra", examples=[2026])
    form: InspectionForm = Field(
        default=InspectionForm.PLANNED,
        title="Hình thức kiểm tra",
        description="planned: theo kế hoạch; surprise: đột xuất; re_inspection: phúc tra.",
    )
    authority: Body = Field(
        title="Cơ quan có thẩm quyền", description="Cơ quan có người đứng đầu quyết định kiểm tra."
    )
    lead_agency: Body = Field(
        title="Cơ quan chủ trì", description="Cơ quan đề nghị, tổ chức kiểm tra và theo dõi khắc phục."
    )
    plan: Reference | None = Field(
        default=None,
        title="Kế hoạch kiểm tra",
        description="Quyết định ban hành kế hoạch; không có khi kiểm tra đột xuất.",
    )
    planned_bodies: tuple[Line, ...] = Field(
        default=(),
        max_length=5_000,
        title="Đơn vị có trong kế hoạch",
        description="Tên các đơn vị mà kế hoạch nêu, dùng để kiểm tra; để trống thì không kiểm tra.",
        examples=[["Sở Công Thương", "Ủy ban nhân dân xã Mai Sơn"]],
    )
    self_reports: tuple[Reference, ...] = Field(
        default=(),
        max_length=5_000,
        title="Báo cáo tự kiểm tra đã nhận",
        description="Dùng để kiểm tra thời hạn của kế hoạch.",
    )
    trigger: Clause | None = Field(
        default=None,
        title="Lý do kiểm tra đột xuất",
        description="Chỉ đạo hoặc phản ánh dẫn đến kiểm tra; viết sau chữ «Căn cứ».",
        examples=["ý kiến chỉ đạo của Chủ tịch Ủy ban nhân dân tỉnh tại Công văn số 4021/UBND-NC"],
    )
    proposal: Reference | None = Field(
        default=None, title="Tờ trình", description="Tờ trình đề nghị thành lập Đoàn."
    )
    legal_bases: tuple[LegalBasis, ...] = Field(
        min_length=1,
        max_length=40,
        title="Căn cứ pháp lý",
        description="Theo thứ tự in; không gồm kế hoạch, tờ trình.",
    )
    period: Period = Field(
        title="Thời kỳ kiểm tra", description="Khoảng thời gian của công việc, hồ sơ được xem xét."
    )
    areas: tuple[Area, ...] = Field(
        default=tuple(Area),
        min_length=1,
        max_length=len(Area),
        title="Lĩnh vực kiểm tra",
        description="Mặc định: cả bảy lĩnh vực.",
    )
    rules: Rules = Field(
        default=Rules(),
        title="Quy định của kế hoạch",
        description="Mặc định: báo trước 10 ngày, báo cáo trước 5 ngày, 2 - 4 ngày làm việc mỗi đơn vị.",
    )
    team: Team = Field(
        title="Đoàn kiểm tra", description="Trưởng đoàn, thành viên, con dấu, thời hạn hoạt động."
    )
    executors: tuple[Clause, ...] = Field(
        default=(),
        max_length=20,
        title="Cơ quan, cá nhân thi hành quyết định",
        description="Mặc định theo mẫu.",
    )
    documents: dict[KindName, Issuance] = Field(
        default={}, title="Văn bản lập một lần", description="Theo loại văn bản: decision ..."
    )
    units: tuple[Unit, ...] = Field(
        default=(),
        max_length=5_000,
        title="Đơn vị được kiểm tra",
        description="Lịch, biên bản, kết luận và theo dõi khắc phục của từng đơn vị.",
    )

    @model_validator(mode="after")
    def _check_references(self) -> Self:
        """Ids are unique, and whoever names an id names one that exists."""
        ids = {unit.id for unit in self.units}
        if len(ids) < len(self.units):
            seen: set[str] = set()
            twice = next(unit.id for unit in self.units if unit.id in seen or seen.add(unit.id))  # type: ignore[func-returns-value]
            raise PydanticCustomError("id-twice", "id twice", {"id": twice})
        nested = {unit.id for unit in self.units if unit.part_of is not None}
        for unit in self.units:
            if unit.part_of is not None and (unit.part_of not in ids or unit.part_of == unit.id):
                raise PydanticCustomError("unit-unknown-parent", "parent", {"id": unit.part_of})
            if unit.part_of in nested:
                raise PydanticCustomError("unit-nested", "nested", {"id": unit.id})
        if len(set(self.areas)) < len(self.areas):
            raise PydanticCustomError("area-twice", "area twice")
        return self

    @model_validator(mode="after")
    def _check_findings(self) -> Self:
        """A conclusion rests on findings of its own minutes or those of its subordinate units."""
        for unit in self.units:
            records = self.records_of(unit)
            if unit.conclusion is None or not records:
                continue
            known = {finding.id for record in records for finding in record.findings}
            stated = [item.finding_ids for item in unit.conclusion.shortcomings or ()]
            asked = [item.finding_ids for item in unit.conclusion.requirements]
            for name in chain.from_iterable((*stated, *asked)):
                if name not in known:
                    raise PydanticCustomError("finding-unknown", "unknown", {"id": name, "unit": unit.id})
        return self

    def subordinates_of(self, unit: Unit) -> tuple[Unit, ...]:
        """The units inspected as part of `unit`, in the order of the file."""
        return self._parts.get(unit.id, ())

    @cached_property
    def _parts(self) -> dict[str, tuple[Unit, ...]]:
        """The units that belong to another, by the id of that other one."""
        parts: dict[str, tuple[Unit, ...]] = {}
        for unit in self.units:
            if unit.part_of is not None:
                parts[unit.part_of] = (*parts.get(unit.part_of, ()), unit)
        return parts

    def records_of(self, unit: Unit) -> tuple[Record, ...]:
        """The records made at `unit` and at its subordinate units."""
        places = (unit, *self.subordinates_of(unit))
        return tuple(place.record for place in places if place.record is not None)

    @property
    def team_name(self) -> str:
        """The team's full name, by rule unless it is given."""
        if self.team.name is not None:
            return self.team.name
        kind = " đột xuất" if self.form is InspectionForm.SURPRISE else ""
        return f"{self.team_short_name}{kind} {self.subject} năm {self.year}"

    @property
    def team_short_name(self) -> str:
        """What running text calls the team: Đoàn kiểm tra, Đoàn phúc tra."""
        is_again = self.form is InspectionForm.RE_INSPECTION
        return self.team.short_name or ("Đoàn phúc tra" if is_again else "Đoàn kiểm tra")

    @property
    def team_abbreviation(self) -> str:
        """The team's group in a symbol: ĐKT, ĐPT."""
        is_again = self.form is InspectionForm.RE_INSPECTION
        return self.team.abbreviation or ("ĐPT" if is_again else "ĐKT")
