"""Bodies and people: names on paper, posts, superiors."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from service.domain.bodies import Body, BodyKind, Contact, Person
from tests.domain.facts import body, person


def make(name: str, kind: str = "department", **changes: Any) -> Body:
    return Body.model_validate_json(json.dumps(body(name, kind, **changes)))


def fault_in(name: str, kind: str, **changes: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        make(name, kind, **changes)
    return str(caught.value.errors()[0]["type"])


@pytest.mark.parametrize(
    ("name", "kind", "lines"),
    [
        ("Ủy ban nhân dân tỉnh Sơn La", "province_committee", ("ỦY BAN NHÂN DÂN", "TỈNH SƠN LA")),
        (
            "Ủy ban nhân dân Thành phố Hồ Chí Minh",
            "province_committee",
            ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"),
        ),
        ("Ủy ban nhân dân huyện Mai Sơn", "district_committee", ("ỦY BAN NHÂN DÂN", "HUYỆN MAI SƠN")),
        ("Ủy ban nhân dân thị xã Sơn Tây", "district_committee", ("ỦY BAN NHÂN DÂN", "THỊ XÃ SƠN TÂY")),
        ("Ủy ban nhân dân Phường Tô Hiệu", "commune_committee", ("ỦY BAN NHÂN DÂN", "PHƯỜNG TÔ HIỆU")),
        ("Ủy ban nhân dân đặc khu Phú Quốc", "commune_committee", ("ỦY BAN NHÂN DÂN", "ĐẶC KHU PHÚ QUỐC")),
        ("Hội đồng nhân dân tỉnh Sơn La", "council", ("HỘI ĐỒNG NHÂN DÂN", "TỈNH SƠN LA")),
        ("Ủy ban nhân dân", "province_committee", ("ỦY BAN NHÂN DÂN",)),
        ("Sở Nội vụ", "department", ("SỞ NỘI VỤ",)),
        (
            "Ban Quản lý các khu công nghiệp tỉnh Sơn La",
            "board",
            ("BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP TỈNH SƠN LA",),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_place_of_a_committee_stands_on_its_own_line(
    name: str, kind: str, lines: tuple[str, ...]
) -> None:
    assert make(name, kind).header_lines == lines


def test_an_office_is_known_by_its_superior() -> None:
    office = make("Văn phòng Ủy ban nhân dân tỉnh Sơn La", "office", superior="UBND tỉnh Sơn La")
    assert office.header_lines == ("VĂN PHÒNG",)
    alone = make("Văn phòng Đăng ký đất đai", "office")
    assert alone.header_lines == ("VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI",)


def test_a_body_may_print_another_name_in_its_header() -> None:
    office = make("Văn phòng Ủy ban nhân dân tỉnh", "office", header_name="Văn phòng")
    assert office.header_lines == ("VĂN PHÒNG",)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ủy ban nhân dân tỉnh Sơn La", "UBND tỉnh Sơn La"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã", "Văn phòng HĐND và UBND xã"),
        ("Phòng tiếp dân của ủy ban nhân dân xã", "Phòng tiếp dân của UBND xã"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_committees_and_councils_are_abbreviated_in_the_short_name(name: str, short: str) -> None:
    assert make(name, "unit").short == short


def test_a_given_short_name_wins() -> None:
    assert make("Sở Nông nghiệp và Môi trường", short_name="Sở NN&MT").short == "Sở NN&MT"


@pytest.mark.parametrize(
    ("kind", "title"),
    {
        "province_committee": "Chủ tịch",
        "district_committee": "Chủ tịch",
        "commune_committee": "Chủ tịch",
        "council": "Chủ tịch",
        "ministry": "Bộ trưởng",
        "department": "Giám đốc",
        "office": "Chánh Văn phòng",
        "board": "Trưởng ban",
        "commune_division": "Trưởng phòng",
        "unit": "Thủ trưởng",
    }.items(),
)
def test_the_kind_of_body_says_who_leads_it(kind: str, title: str) -> None:
    assert make("Cơ quan", kind).head_title == title


def test_every_kind_has_a_head() -> None:
    assert all(make("Cơ quan", kind.value).head_title for kind in BodyKind)


@pytest.mark.parametrize(
    ("made", "post"),
    [
        (("Sở Nội vụ", "department"), "Giám đốc Sở Nội vụ"),
        (("Ủy ban nhân dân tỉnh Sơn La", "province_committee"), "Chủ tịch Ủy ban nhân dân tỉnh Sơn La"),
        (("Văn phòng Ủy ban nhân dân tỉnh", "office"), "Chánh Văn phòng Ủy ban nhân dân tỉnh"),
        (("Cơ quan thường trực", "office"), "Chánh Văn phòng Cơ quan thường trực"),
        (("Ban Quản lý các khu công nghiệp", "board"), "Trưởng Ban Quản lý các khu công nghiệp"),
        (("Phòng Văn hóa - Xã hội", "commune_division"), "Trưởng phòng Văn hóa - Xã hội"),
        (("Chi cục Kiểm lâm", "unit"), "Thủ trưởng Chi cục Kiểm lâm"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_the_post_of_the_head_names_the_body_once(made: tuple[str, str], post: str) -> None:
    assert make(*made).head_post == post


def test_a_given_title_of_the_head_wins() -> None:
    board = make("Ban Quản lý dự án", "board", own_head_title="Giám đốc")
    assert (board.head_title, board.head_post) == ("Giám đốc", "Giám đốc Ban Quản lý dự án")


def test_the_authority_line_is_the_post_in_capitals() -> None:
    committee = make("Ủy ban nhân dân tỉnh Sơn La", "province_committee")
    assert committee.authority_line == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA"


@pytest.mark.parametrize(
    "kind", ["province_committee", "district_committee", "commune_committee", "council", "ministry"]
)
def test_what_is_its_own_superior_names_none(kind: str) -> None:
    assert fault_in("Cơ quan", kind, superior="UBND tỉnh Sơn La") == "superior-not-allowed"


@pytest.mark.parametrize(
    "superior", ["UBND", "UBND tỉnh", "HĐND xã", "Ủy ban nhân dân", "ủy ban nhân dân phường"]
)
def test_a_superior_is_named_with_its_place(superior: str) -> None:
    assert fault_in("Sở Nội vụ", "department", superior=superior) == "superior-without-place"


@pytest.mark.parametrize("superior", ["UBND tỉnh Sơn La", "Sở Nội vụ", "Ủy ban nhân dân Phường 1"])
def test_a_superior_with_its_place_is_kept(superior: str) -> None:
    assert make("Chi cục", "unit", superior=superior).superior == superior


@pytest.mark.parametrize("abbreviation", ["SNV", "UBND", "ĐKT", "NC&CGCN", "CCHC&VTLT", "A.B", "195"])
def test_an_abbreviation_is_capitals_digits_and_two_marks(abbreviation: str) -> None:
    assert make("Sở Nội vụ", abbreviation=abbreviation).abbreviation == abbreviation


@pytest.mark.parametrize("abbreviation", ["", "Snv", "S V", "S-V", "&S", "SỞ", "S" * 21])
def test_no_other_abbreviation_goes_into_a_symbol(abbreviation: str) -> None:
    assert fault_in("Sở Nội vụ", "department", abbreviation=abbreviation) == "string_pattern_mismatch"


def test_a_person_is_called_with_the_salutation_if_there_is_one() -> None:
    def called(**changes: str) -> str:
        return Person.model_validate_json(json.dumps(person("Lò Thị Hương", **changes))).called

    assert (called(salutation="Bà"), called()) == ("Bà Lò Thị Hương", "Lò Thị Hương")


@pytest.mark.parametrize(
    ("field", "value", "is_right"),
    [
        ("phone", "0212 385 0001", True),
        ("phone", "+84 212.385.0001", True),
        ("phone", "385", False),
        ("phone", "số máy 12345678", False),
        ("email", "cchc.snv@example.vn", True),
        ("email", "cchc.snv@example", False),
        ("email", "cchc snv@example.vn", False),
    ],
)
def test_a_contact_can_be_reached(field: str, value: str, is_right: bool) -> None:
    text = json.dumps({"full_name": "Bùi Thị Lệ Quyên", field: value})
    if is_right:
        assert getattr(Contact.model_validate_json(text), field) == value
    else:
        with pytest.raises(ValidationError, match="string_pattern_mismatch"):
            Contact.model_validate_json(text)
