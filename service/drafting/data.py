"""The values a template may print: one schema for every kind, with Vietnamese labels.

Texts come ready for paper where a rule makes them (number, day, signature block, citations); plain
facts come as they are, dates in ISO form for the date filters.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from service.domain.bodies import BodyKind, Contact, Person
from service.domain.findings import Causes, Refusal, Sample
from service.domain.inspection import InspectionForm
from service.domain.issuance import LetterForm, Urgency
from service.domain.visits import Period, Span


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Signature(_Part):
    """The signature block (khối ký), ND30-SIG-01, 02, 11."""

    lines: tuple[str, ...] = Field(title="Quyền hạn, chức vụ của người ký (các dòng)")
    other_post: str | None = Field(title="Chức vụ ở cơ quan có con dấu")
    name: str = Field(title="Họ và tên người ký")


class DocumentPart(_Part):
    """What the form of the document itself needs."""

    form: LetterForm = Field(title="Hình thức: typed hoặc official_letter")
    abstract: str = Field(title="Trích yếu nội dung")
    superior: str | None = Field(title="Cơ quan chủ quản (chữ hoa)")
    issuer_lines: tuple[str, ...] = Field(title="Tên cơ quan ban hành (chữ hoa, từng dòng)")
    issuer: str = Field(title="Cơ quan ban hành trong câu")
    issued_by: str = Field(title="Người hoặc cơ quan ban hành khi viện dẫn")
    is_by_team: bool = Field(title="Đoàn kiểm tra ban hành")
    number: str = Field(title="Số và ký hiệu")
    place: str = Field(title="Địa danh")
    day: str = Field(title="Ngày, tháng, năm ban hành")
    attached_number: str = Field(title="Số và ký hiệu trên trang kèm theo")
    attached_day: str = Field(title="Ngày, tháng, năm trên trang kèm theo")
    authority_line: str = Field(title="Thẩm quyền ban hành (chữ hoa)")
    urgency: Urgency | None = Field(title="Mức độ khẩn")
    addressees: tuple[str, ...] = Field(title="Kính gửi")
    recipients: tuple[str, ...] | None = Field(title="Nơi nhận do người soạn nhập")
    archive: str | None = Field(title="Phần sau chữ VT của dòng Lưu")
    signature: Signature = Field(title="Khối ký")


class Citation(_Part):
    """Another document, cited in full the first time and in short later (ND30-BOD-05)."""

    full: str = Field(title="Viện dẫn đầy đủ")
    short: str = Field(title="Viện dẫn ngắn")
    dated: str = Field(title="Tên loại, số và ngày")


class CitedPart(_Part):
    """The documents this one may cite."""

    legal_bases: tuple[Citation, ...] = Field(title="Căn cứ pháp lý")
    plan: Citation | None = Field(title="Kế hoạch kiểm tra")
    proposal: Citation | None = Field(title="Tờ trình")
    decision: Citation | None = Field(title="Quyết định thành lập Đoàn")
    notice: Citation | None = Field(title="Thông báo lịch kiểm tra")
    minutes: tuple[Citation, ...] = Field(title="Các biên bản kiểm tra")
    conclusion: Citation | None = Field(title="Thông báo kết luận")
    report: Citation | None = Field(title="Báo cáo của đơn vị")
    prior_conclusion: Citation | None = Field(title="Kết luận kiểm tra trước")
    prior_remediation: Citation | None = Field(title="Báo cáo khắc phục trước")
    received: Citation | None = Field(title="Báo cáo khắc phục đã nhận")
    earlier: tuple[Citation, ...] = Field(title="Văn bản đôn đốc trước")


class BodyPart(_Part):
    """A body as running text names it."""

    name: str = Field(title="Tên cơ quan")
    short: str = Field(title="Tên gọi ngắn của cơ quan")
    kind: BodyKind = Field(title="Loại cơ quan")
    abbreviation: str | None = Field(title="Chữ viết tắt của cơ quan")
    head_title: str = Field(title="Chức danh người đứng đầu")
    head_post: str = Field(title="Chức danh người đứng đầu và tên cơ quan")


class InspectionPart(_Part):
    """The inspection as a whole."""

    subject: str = Field(title="Nội dung kiểm tra")
    year: int = Field(title="Năm kiểm tra")
    form: InspectionForm = Field(title="Hình thức: planned, surprise hoặc re_inspection")
    trigger: str | None = Field(title="Lý do kiểm tra đột xuất")
    period: Period = Field(title="Thời kỳ kiểm tra")
    areas: tuple[str, ...] = Field(title="Lĩnh vực kiểm tra")
    duration: Span = Field(title="Số ngày làm việc tại mỗi đơn vị")
    authority: BodyPart = Field(title="Cơ quan có thẩm quyền")
    lead_agency: BodyPart = Field(title="Cơ quan chủ trì")
    executors: tuple[str, ...] = Field(title="Cơ quan, cá nhân thi hành")


class TeamMember(_Part):
    """A member as the list prints it."""

    called: str | None = Field(title="Danh xưng, họ và tên")
    post: str = Field(title="Chức vụ, đơn vị công tác")
    role: str = Field(title="Nhiệm vụ trong Đoàn")
    area: str | None = Field(title="Lĩnh vực phụ trách")


class TeamPart(_Part):
    """The team."""

    name: str = Field(title="Tên Đoàn kiểm tra")
    short_name: str = Field(title="Tên gọi ngắn của Đoàn")
    everyone: tuple[TeamMember, ...] = Field(title="Tất cả thành viên theo thứ tự")
    is_listed_apart: bool = Field(title="Danh sách thành viên kèm theo")
    has_areas: bool = Field(title="Có phân công lĩnh vực")
    bodies: tuple[str, ...] = Field(title="Cơ quan cử thành viên")
    seal_of: str | None = Field(title="Cơ quan có con dấu Đoàn sử dụng")
    powers: tuple[str, ...] = Field(title="Quyền hạn của Đoàn")
    budget_source: str | None = Field(title="Nguồn kinh phí")
    valid_from: dt.date | None = Field(title="Hoạt động từ ngày")
    valid_to: dt.date | None = Field(title="Hoạt động đến ngày")
    contact: Contact | None = Field(title="Đầu mối liên hệ của Đoàn")


class Target(_Part):
    """An inspected unit as the decision names it."""

    name: str = Field(title="Tên đơn vị")
    short: str = Field(title="Tên gọi ngắn của đơn vị")
    start: dt.date | None = Field(title="Ngày bắt đầu kiểm tra")
    end: dt.date | None = Field(title="Ngày kết thúc kiểm tra")
    prior_conclusion: Citation | None = Field(title="Kết luận kiểm tra trước")
    prior_remediation: Citation | None = Field(title="Báo cáo khắc phục trước")


class SessionLine(_Part):
    """A line of the schedule table."""

    start: dt.date = Field(title="Ngày làm việc")
    start_time: dt.time | None = Field(title="Giờ bắt đầu")
    end_time: dt.time | None = Field(title="Giờ kết thúc")
    body: str = Field(title="Nơi được kiểm tra")
    place: str = Field(title="Địa điểm")
    content: str | None = Field(title="Nội dung buổi làm việc")


class VisitPart(_Part):
    """The visit to the unit."""

    start: dt.date = Field(title="Ngày bắt đầu kiểm tra")
    end: dt.date = Field(title="Ngày kết thúc kiểm tra")
    start_time: dt.time | None = Field(title="Giờ bắt đầu")
    place: str = Field(title="Địa điểm kiểm tra")
    subordinate_units: tuple[str, ...] = Field(title="Đơn vị trực thuộc được kiểm tra")
    sessions: tuple[SessionLine, ...] = Field(title="Lịch làm việc")
    attendance: tuple[str, ...] = Field(title="Thành phần đơn vị dự làm việc")


class Proven(_Part):
    """A statement with what shows it and what it is measured against."""

    text: str = Field(title="Nội dung")
    norm: str | None = Field(title="Quy định đối chiếu")
    evidence: tuple[str, ...] = Field(title="Tài liệu chứng minh")


class AreaFindings(_Part):
    """What was found in one area."""

    name: str = Field(title="Lĩnh vực")
    results: tuple[Proven, ...] = Field(title="Kết quả đạt được")
    shortcomings: tuple[Proven, ...] = Field(title="Tồn tại, hạn chế")


class RecordPart(_Part):
    """What the minutes state."""

    started_at: dt.datetime = Field(title="Thời điểm bắt đầu")
    ended_at: dt.datetime = Field(title="Thời điểm kết thúc")
    place: str = Field(title="Địa điểm lập biên bản")
    team_present: tuple[Person, ...] = Field(title="Đại diện Đoàn kiểm tra")
    unit_present: tuple[Person, ...] = Field(title="Đại diện đơn vị")
    others_present: tuple[Person, ...] = Field(title="Thành phần khác")
    chair: Person = Field(title="Chủ trì")
    chair_role: str = Field(title="Nhiệm vụ của người chủ trì trong Đoàn")
    chair_lines: tuple[str, ...] = Field(title="Quyền hạn, chức vụ của người chủ trì khi ký")
    secretary: Person = Field(title="Người ghi biên bản")
    areas: tuple[AreaFindings, ...] = Field(title="Nội dung ghi nhận theo lĩnh vực")
    samples: tuple[Sample, ...] = Field(title="Hồ sơ kiểm tra xác suất")
    unit_opinion: str = Field(title="Ý kiến của đơn vị")
    team_conclusion: str | None = Field(title="Nhận xét của Đoàn kiểm tra")
    team_requests: tuple[str, ...] = Field(title="Đề nghị của Đoàn kiểm tra")
    handed_over: tuple[str, ...] = Field(title="Tài liệu bàn giao")
    pages: int | None = Field(title="Số trang của biên bản")
    copies: int = Field(title="Số bản")
    refusal: Refusal | None = Field(title="Từ chối ký biên bản")


class Asked(_Part):
    """A requirement with its deadline."""

    action: str = Field(title="Nội dung yêu cầu")
    deadline: dt.date = Field(title="Thời hạn hoàn thành")


class AskedOf(_Part):
    """What is asked of one body."""

    addressee: str = Field(title="Cơ quan thực hiện")
    items: tuple[Asked, ...] = Field(title="Các yêu cầu")


class ConclusionPart(_Part):
    """What the conclusion says."""

    results: tuple[AreaFindings, ...] = Field(title="Kết quả theo lĩnh vực")
    shortcomings: tuple[AreaFindings, ...] = Field(title="Tồn tại, hạn chế theo lĩnh vực")
    causes: Causes | None = Field(title="Nguyên nhân")
    asked: tuple[AskedOf, ...] = Field(title="Kiến nghị, yêu cầu theo cơ quan thực hiện")
    report_due: dt.date = Field(title="Hạn báo cáo kết quả khắc phục")
    supervisor: str = Field(title="Cơ quan theo dõi, đôn đốc")
    notified: tuple[str, ...] = Field(title="Cơ quan phải thực hiện hoặc theo dõi, ngoài đơn vị")
    re_inspection: str | None = Field(title="Phúc tra")


class OpenLine(_Part):
    """A line of the table of open requirements."""

    action: str = Field(title="Nội dung yêu cầu")
    deadline: dt.date = Field(title="Thời hạn theo kết luận")
    state: str = Field(title="Tình trạng")
    new_deadline: dt.date = Field(title="Thời hạn mới")


class RemediationPart(_Part):
    """What the follow-up letter states."""

    open: tuple[OpenLine, ...] = Field(title="Yêu cầu còn mở")
    first_due: dt.date = Field(title="Hạn báo cáo theo kết luận")
    is_overdue: bool = Field(title="Đã quá hạn báo cáo")
    is_before_due: bool = Field(title="Chưa đến hạn báo cáo")
    is_received_late: bool = Field(title="Báo cáo gửi sau thời hạn")
    new_due: dt.date = Field(title="Hạn báo cáo mới")
    reminder: int = Field(title="Đôn đốc lần thứ")
    contact: Contact | None = Field(title="Đầu mối liên hệ")


class UnitPart(_Part):
    """The unit the document is about."""

    name: str = Field(title="Tên đơn vị")
    short: str = Field(title="Tên gọi ngắn của đơn vị")
    parent: str | None = Field(title="Thuộc cơ quan")
    kind: BodyKind = Field(title="Loại đơn vị")
    parent_short: str | None = Field(title="Tên gọi ngắn của cơ quan cấp trên")
    visit: VisitPart | None = Field(title="Chuyến kiểm tra")
    report_due: dt.date | None = Field(title="Hạn gửi báo cáo của đơn vị")
    record: RecordPart | None = Field(title="Nội dung biên bản")
    conclusion: ConclusionPart | None = Field(title="Nội dung kết luận")
    remediation: RemediationPart | None = Field(title="Theo dõi khắc phục")


class Data(_Part):
    """Everything a template may print."""

    document: DocumentPart = Field(title="Văn bản")
    inspection: InspectionPart = Field(title="Cuộc kiểm tra")
    team: TeamPart = Field(title="Đoàn kiểm tra")
    units: tuple[Target, ...] = Field(title="Các đơn vị được kiểm tra")
    unit: UnitPart | None = Field(title="Đơn vị của văn bản")
    cited: CitedPart = Field(title="Văn bản được viện dẫn")


@cache
def data_schema() -> dict[str, Any]:
    """The JSON Schema of `Data` as templates see it."""
    return Data.model_json_schema(mode="serialization")


def describe_path(path: str) -> tuple[str, str, str]:
    """The label, the description and an example of a value, by its dotted path (`[]` for list elements).

    A value inside a part is labelled with the part: "Khối ký: Họ và tên người ký".
    """
    node: Any = data_schema()
    labels, description, example = [], "", ""
    for step in path.replace("[]", "").split("."):
        node = _property(node, step)
        labels.append(str(node.get("title", step)))
        description = str(node.get("description", ""))
        example = str(next(iter(node.get("examples", ())), ""))
    return ": ".join(labels[-2:]), description, example


def _property(node: Any, step: str) -> dict[str, Any]:
    """The schema of the property `step` of an object, of its list elements or of an alternative."""
    for option in _alternatives(node):
        if step in option.get("properties", {}):
            return dict(option["properties"][step])
    return {}


def _alternatives(node: Any) -> list[dict[str, Any]]:
    if "$ref" in node:
        return _alternatives(data_schema()["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    if "anyOf" in node:
        return [found for option in node["anyOf"] for found in _alternatives(option)]
    if "items" in node:
        return _alternatives(node["items"])
    return [node]
