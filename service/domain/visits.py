"""When and where a unit is visited, and the period that is looked at."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from service.domain.base import Clause, Clock, Day, Facts, Line


class Period(Facts):
    """The period looked at (thời kỳ kiểm tra); without an end it runs to the inspection itself."""

    start: Day = Field(title="Thời kỳ kiểm tra từ ngày", examples=["2025-01-01"])
    end: Day | None = Field(
        default=None, title="Thời kỳ kiểm tra đến ngày", description="Để trống: đến thời điểm kiểm tra."
    )

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise PydanticCustomError("end-before-start", "end before start")
        return self


class Span(Facts):
    """From how many to how many (từ ... đến ...)."""

    min: int = Field(ge=1, le=999, title="Từ")
    max: int = Field(ge=1, le=999, title="Đến")

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.max < self.min:
            raise PydanticCustomError("max-below-min", "max below min")
        return self


class DayUnit(StrEnum):
    """What a number of days counts (đơn vị tính thời hạn)."""

    DAYS = "days"
    WORKING_DAYS = "working_days"


class Rules(Facts):
    """The plan's own numbers (quy định của kế hoạch); defaults are those of the seed plan."""

    notice_days: int = Field(default=10, ge=0, le=365, title="Số ngày phải thông báo trước")
    notice_unit: DayUnit = Field(
        default=DayUnit.DAYS,
        title="Cách tính ngày phải thông báo trước",
        description="days: ngày; working_days: ngày làm việc.",
    )
    report_days: int = Field(default=5, ge=0, le=365, title="Số ngày phải gửi báo cáo trước")
    duration: Span = Field(default=Span(min=2, max=4), title="Số ngày làm việc tại mỗi đơn vị")
    subordinate_units: Span = Field(default=Span(min=2, max=3), title="Số đơn vị trực thuộc được kiểm tra")
    conclusion_days: int = Field(
        default=15, ge=0, le=365, title="Số ngày làm việc phải kết luận sau khi kết thúc kiểm tra"
    )
    remediation_days: int = Field(
        default=20,
        ge=0,
        le=365,
        title="Số ngày làm việc để báo cáo khắc phục",
        description="Kể từ ngày kết luận.",
    )
    self_report_before: Annotated[
        str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
    ] = Field(
        default="10-30",
        title="Báo cáo tự kiểm tra gửi trước ngày",
        description="Tháng-ngày của năm kiểm tra; báo cáo phải có trước ngày này.",
    )
    own_body_members: bool = Field(
        default=False,
        title="Cho phép thành viên thuộc đơn vị được kiểm tra",
        description="false: là lỗi; true: chỉ cảnh báo, khi kế hoạch kiểm tra cả cơ quan chủ trì.",
    )


class Session(Facts):
    """One line of the schedule (buổi làm việc)."""

    date: Day = Field(title="Ngày làm việc")
    start_time: Clock | None = Field(default=None, title="Giờ bắt đầu", examples=["08:00:00"])
    end_time: Clock | None = Field(default=None, title="Giờ kết thúc", examples=["11:30:00"])
    body: Line | None = Field(
        default=None, title="Nơi được kiểm tra", description="Mặc định: đơn vị được kiểm tra."
    )
    place: Line | None = Field(
        default=None, title="Địa điểm", description="Mặc định: địa điểm của chuyến kiểm tra."
    )
    content: Clause | None = Field(default=None, title="Nội dung buổi làm việc")

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.start_time is not None and self.end_time is not None and self.end_time <= self.start_time:
            raise PydanticCustomError("end-before-start", "end before start")
        return self


class Visit(Facts):
    """A visit to one unit (chuyến kiểm tra), from the first day to the last."""

    start: Day = Field(title="Ngày bắt đầu kiểm tra", examples=["2026-12-14"])
    end: Day = Field(title="Ngày kết thúc kiểm tra", examples=["2026-12-17"])
    start_time: Clock | None = Field(default=None, title="Giờ bắt đầu", examples=["08:00:00"])
    place: Line = Field(title="Địa điểm kiểm tra", examples=["Trụ sở Sở Tài chính"])
    subordinate_units: tuple[Line, ...] = Field(
        default=(), max_length=40, title="Đơn vị trực thuộc được kiểm tra"
    )
    sessions: tuple[Session, ...] = Field(default=(), max_length=100, title="Lịch làm việc")
    attendance: tuple[Clause, ...] = Field(
        default=(), max_length=40, title="Thành phần đơn vị dự làm việc", description="Mặc định theo mẫu."
    )

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.end < self.start:
            raise PydanticCustomError("end-before-start", "end before start")
        for session in self.sessions:
            if not self.start <= session.date <= self.end:
                raise PydanticCustomError(
                    "session-outside-visit", "session outside visit", {"date": session.date.isoformat()}
                )
        return self
