"""The rules by their identifiers: which are checked on the data, and which cannot be, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.domain.checks import (
    citations,
    closing,
    contents,
    documents,
    law,
    numbering,
    order,
    people,
    times,
    visits,
)
from service.domain.checks.finding import Case, CheckFinding, Findings, Level


@dataclass(frozen=True)
class Rule:
    """One rule: its identifier, what it asks for in Vietnamese, how serious a breach is, and its check."""

    id: str
    title: str
    levels: tuple[Level, ...]
    check: Callable[[Case], Findings]


_ERROR, _WARNING, _INFO = Level.ERROR, Level.WARNING, Level.INFO

RULES: tuple[Rule, ...] = (
    Rule("TIME-01", "Thông báo lịch trước ngày kiểm tra ít nhất 10 ngày", (_WARNING,), times.time_01),
    Rule("TIME-02", "Đơn vị gửi báo cáo trước ngày kiểm tra ít nhất 5 ngày", (_WARNING,), times.time_02),
    Rule("TIME-03", "Kiểm tra mỗi đơn vị từ 2 đến 4 ngày làm việc", (_WARNING,), times.time_03),
    Rule("TIME-04", "Kiểm tra trực tiếp 2 đến 3 đơn vị trực thuộc", (_WARNING, _INFO), times.time_04),
    Rule(
        "TIME-05",
        "Kiểm tra đột xuất: không thông báo, không báo cáo trước, có lý do",
        (_ERROR, _WARNING),
        times.time_05,
    ),
    Rule("TIME-06", "Báo cáo tự kiểm tra gửi trước ngày 30/10", (_WARNING,), times.time_06),
    Rule("TIME-07", "Thời kỳ kiểm tra bắt đầu trước ngày kiểm tra", (_ERROR, _WARNING), times.time_07),
    Rule("TIME-08", "Biên bản lập vào ngày cuối, trong thời gian kiểm tra", (_WARNING,), closing.time_08),
    Rule("TIME-09", "Kết luận trong 15 ngày làm việc sau ngày cuối", (_WARNING,), closing.time_09),
    Rule("TIME-10", "Hạn báo cáo khắc phục trong 20 ngày làm việc", (_WARNING, _INFO), closing.time_10),
    Rule(
        "TIME-11",
        "Công văn đôn đốc sau kết luận, đúng thứ tự các lần đôn đốc",
        (_ERROR, _WARNING),
        closing.time_11,
    ),
    Rule("TIME-12", "Đơn vị ngoài kế hoạch do cơ quan chủ trì đề nghị bổ sung", (_WARNING,), times.time_12),
    Rule(
        "TIME-13", "Phát hành trong ngày ký, chậm nhất ngày làm việc sau", (_ERROR, _WARNING), order.time_13
    ),
    Rule("XDOC-01", "Các văn bản theo đúng thứ tự thời gian", (_ERROR,), order.xdoc_01),
    Rule("XDOC-02", "Một văn bản được viện dẫn thống nhất", (_WARNING,), citations.xdoc_02),
    Rule(
        "XDOC-03",
        "Người dự, người ký có tên, chức vụ thống nhất với quyết định",
        (_ERROR, _WARNING),
        people.xdoc_03,
    ),
    Rule(
        "XDOC-04", "Kế hoạch đúng năm, nội dung thuộc lĩnh vực được kiểm tra", (_WARNING,), contents.xdoc_04
    ),
    Rule("XDOC-05", "Tồn tại trong kết luận có trong biên bản", (_ERROR, _WARNING), contents.xdoc_05),
    Rule("XDOC-06", "Đơn vị có trong kế hoạch hoặc được bổ sung", (_WARNING,), documents.xdoc_06),
    Rule(
        "XDOC-07",
        "Đoàn hoạt động, ban hành văn bản trong thời hạn, đúng con dấu",
        (_ERROR, _WARNING),
        numbering.xdoc_07,
    ),
    Rule("XDOC-08", "Số văn bản không trùng, tăng theo ngày", (_ERROR, _WARNING), numbering.xdoc_08),
    Rule("XDOC-09", "«Như Điều …» do mẫu ghi, đúng điều thi hành", (_WARNING,), documents.xdoc_09),
    Rule("XDOC-12", "Thời hạn là ngày làm việc, sau ngày văn bản", (_ERROR, _WARNING), documents.xdoc_12),
    Rule("XDOC-13", "Hình thức, ký hiệu, nơi nhận hợp với loại văn bản", (_WARNING,), documents.xdoc_13),
    Rule("ND30-LEG-01", "Căn cứ còn hiệu lực vào ngày văn bản (XDOC-10)", (_WARNING, _INFO), law.nd30_leg_01),
    Rule("ND30-LEG-02", "Cơ quan còn tồn tại vào ngày văn bản (XDOC-10)", (_WARNING,), law.nd30_leg_02),
    Rule("TEAM-01", "Thành viên không thuộc đơn vị được kiểm tra", (_ERROR, _WARNING), people.team_01),
    Rule("UNIT-01", "Mỗi đơn vị khai một lần, đúng cơ quan cấp trên", (_ERROR, _WARNING), visits.unit_01),
    Rule("UNIT-02", "Lịch kiểm tra vào ngày làm việc, không chồng nhau", (_WARNING, _INFO), visits.unit_02),
)

UNDECIDED: Mapping[str, str] = {
    "XDOC-10": "Gồm hai quy tắc ND30-LEG-01 và ND30-LEG-02, được báo theo hai mã này.",
    "XDOC-11": "Phụ lục do mẫu đặt, không có trong dữ liệu; ND30-APP-01, 02 xét trên văn bản đã lập.",
}
"""Rules that the data alone cannot decide, or that others report, with the reason."""


def check_case(case: Case) -> tuple[CheckFinding, ...]:
    """Every finding of every rule, errors first, otherwise in the order of the rules."""
    found = [finding for rule in RULES for finding in rule.check(case)]
    found += _years_without_holidays(case)
    return tuple(sorted(found, key=lambda finding: list(Level).index(finding.level)))


def _years_without_holidays(case: Case) -> list[CheckFinding]:
    """One remark for the first visit whose year the calendar does not hold: rules were silent about it."""
    for index, unit in case.units:
        if unit.visit is not None and not case.calendar.knows(unit.visit.start, unit.visit.end):
            path = ("units", index, "visit", "end")
            return [case.find("TIME-03", path, "calendar-unknown", level=_INFO, year=unit.visit.end.year)]
    return []
