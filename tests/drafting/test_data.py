"""What the list of placeholders says of each value."""

from __future__ import annotations

import pytest

from service.drafting import describe_path


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("document.number", "Văn bản: Số và ký hiệu"),
        ("document.signature.name", "Khối ký: Họ và tên người ký"),
        ("units[].start", "Các đơn vị được kiểm tra: Ngày bắt đầu kiểm tra"),
        ("unit.record.areas[].results[].text", "Kết quả đạt được: Nội dung"),
        ("inspection.lead_agency.head_title", "Cơ quan chủ trì: Chức danh người đứng đầu"),
        ("cited.plan.full", "Kế hoạch kiểm tra: Viện dẫn đầy đủ"),
        ("unit", "Đơn vị của văn bản"),
        ("document.nothing", "Văn bản: nothing"),
    ],
)
def test_a_value_is_labelled_with_its_part(path: str, label: str) -> None:
    assert describe_path(path)[0] == label


def test_a_value_of_the_input_brings_description_and_example() -> None:
    assert describe_path("inspection.period.start")[2] == "2025-01-01"
    assert describe_path("inspection.period.end")[1] == "Để trống: đến thời điểm kiểm tra."


def test_a_value_without_them_has_none() -> None:
    assert describe_path("document.number")[1:] == ("", "")
