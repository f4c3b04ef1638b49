"""The sheets of a workbook in the order of the work: which part of the data stands on which sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from service.workbook.fields import ENTRY, ITEM, Field, Path, find_fields, is_nullable, title_at

UNIT_KEY, KIND_KEY, ROLE_KEY = "@unit", "@kind", "@role"
"""Columns that say where a row belongs: which unit, which kind of document, which part of the data."""

UNITS: Path = ("units", ITEM)


@dataclass(frozen=True)
class Source:
    """A part of the data whose objects are rows of a sheet."""

    path: Path
    label: str
    fields: tuple[Field, ...]

    @cached_property
    def fields_by_key(self) -> dict[str, Field]:
        """The values of a row by column."""
        return {field.key: field for field in self.fields}

    @cached_property
    def is_per_unit(self) -> bool:
        """Whether a row names the unit it belongs to in a column of its own."""
        return self.path[: len(UNITS)] == UNITS and self.path != UNITS

    @property
    def is_per_kind(self) -> bool:
        """Whether a row names the kind of document it belongs to."""
        return ENTRY in self.path

    @property
    def is_list(self) -> bool:
        """Whether there may be several rows."""
        return self.path[-1:] == (ITEM,)

    @property
    def is_list_or_nothing(self) -> bool:
        """Whether a list without rows differs from no list at all."""
        return self.is_list and is_nullable(self.path[:-1])


@dataclass(frozen=True)
class Sheet:
    """One sheet: a form with a line per value, or a table with a row per object."""

    name: str
    explanation: str
    sources: tuple[Source, ...]
    is_form: bool = False

    @cached_property
    def has_roles(self) -> bool:
        """Whether rows say to which of several parts they belong."""
        return len(self.sources) > len({source.is_per_unit for source in self.sources})

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The columns that come before those of the fields."""
        keys = {
            UNIT_KEY: any(source.is_per_unit for source in self.sources),
            KIND_KEY: any(source.is_per_kind for source in self.sources),
            ROLE_KEY: self.has_roles,
        }
        return tuple(key for key, is_there in keys.items() if is_there)

    @cached_property
    def list_keys(self) -> frozenset[str]:
        """The columns whose cells hold several items."""
        return frozenset(field.key for field in self.fields if field.is_list)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The columns of all sources; one counts as required where every source requires it."""
        merged: dict[str, Field] = {}
        for source in self.sources:
            for field in source.fields:
                known = merged.get(field.key)
                is_required = field.is_required and (known is None or known.is_required)
                merged[field.key] = replace(known or field, is_required=is_required)
        in_all = set.intersection(*({field.key for field in source.fields} for source in self.sources))
        return tuple(
            field if key in in_all else replace(field, is_required=False) for key, field in merged.items()
        )

    def label_of_key(self, key: str) -> str:
        """What stands above the column `key`."""
        return {UNIT_KEY: "Mã đơn vị", KIND_KEY: "Loại văn bản", ROLE_KEY: "Phân loại"}[key]


# Name of the sheet, what it is for, and the paths whose objects are its rows; a form has the one path
# of its object. What a path leads to stands on its own sheet and no longer on that of its parent.
_PLAN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Thông tin chung",
        "Mỗi dòng một mục. Cuộc kiểm tra, cơ quan quyết định, cơ quan chủ trì.",
        ("",),
    ),
    (
        "Căn cứ",
        "Mỗi dòng một văn bản. Kế hoạch và tờ trình mỗi loại một dòng; căn cứ pháp lý theo thứ tự in.",
        ("plan", "proposal", "legal_bases.[]", "self_reports.[]"),
    ),
    ("Đoàn kiểm tra", "Mỗi dòng một mục. Tên gọi, con dấu, quyền hạn, thời hạn của Đoàn.", ("team",)),
    (
        "Thành viên Đoàn",
        "Mỗi dòng một người. Chỉ một Trưởng đoàn, nhiều nhất một Thư ký.",
        ("team.head", "team.deputies.[]", "team.members.[]", "team.secretary"),
    ),
    (
        "Đơn vị được kiểm tra",
        "Mỗi dòng một đơn vị. Mã đơn vị tự đặt, chữ thường không dấu, dùng lại ở các trang sau.",
        ("units.[]",),
    ),
    ("Lịch kiểm tra", "Mỗi đơn vị một dòng.", ("units.[].visit",)),
    (
        "Buổi làm việc",
        "Mỗi dòng một buổi, trong những ngày của lịch kiểm tra.",
        ("units.[].visit.sessions.[]",),
    ),
    ("Biên bản", "Mỗi đơn vị một dòng. Thành phần, nội dung, hồ sơ ở ba trang sau.", ("units.[].record",)),
    (
        "Thành phần dự",
        "Mỗi dòng một người dự buổi lập biên bản.",
        (
            "units.[].record.team_present.[]",
            "units.[].record.unit_present.[]",
            "units.[].record.others_present.[]",
            "units.[].record.chair",
            "units.[].record.secretary",
            "units.[].record.refusal.witnesses.[]",
        ),
    ),
    (
        "Nội dung ghi nhận",
        "Mỗi dòng một kết quả hoặc một tồn tại ghi trong biên bản.",
        ("units.[].record.findings.[]",),
    ),
    ("Hồ sơ xác suất", "Mỗi dòng một hồ sơ được kiểm tra.", ("units.[].record.samples.[]",)),
    ("Kết luận", "Mỗi đơn vị một dòng.", ("units.[].conclusion",)),
    (
        "Nội dung kết luận",
        "Không nhập dòng nào: lấy theo biên bản. Không có tồn tại: nhập một dòng «Tồn tại, hạn chế», để "
        "trống các ô còn lại.",
        ("units.[].conclusion.results.[]", "units.[].conclusion.shortcomings.[]"),
    ),
    ("Yêu cầu khắc phục", "Mỗi dòng một yêu cầu.", ("units.[].conclusion.requirements.[]",)),
    ("Theo dõi khắc phục", "Mỗi đơn vị cần đôn đốc một dòng.", ("units.[].remediation",)),
    (
        "Yêu cầu còn mở",
        "Mỗi dòng một yêu cầu chưa xong; mã như ở trang Yêu cầu khắc phục.",
        ("units.[].remediation.open.[]",),
    ),
    (
        "Văn bản viện dẫn",
        "Mỗi dòng một văn bản đã có của từng đơn vị.",
        (
            "units.[].report",
            "units.[].added_by",
            "units.[].prior_conclusion",
            "units.[].prior_remediation",
            "units.[].remediation.received",
            "units.[].remediation.earlier.[]",
        ),
    ),
    (
        "Văn bản ban hành",
        "Mỗi dòng một văn bản. Văn bản lập chung cho cả cuộc kiểm tra: để trống mã đơn vị.",
        ("documents.{}", "units.[].documents.{}"),
    ),
    (
        "Nơi nhận",
        "Chỉ nhập khi nơi nhận khác mẫu. Mỗi dòng một nơi nhận của văn bản đã có ở trang Văn bản ban hành.",
        ("documents.{}.recipients.[]", "units.[].documents.{}.recipients.[]"),
    ),
)


def _parse_path(text: str) -> Path:
    return tuple(text.split(".")) if text else ()


_CLAIMED = frozenset(_parse_path(path) for _, _, paths in _PLAN for path in paths if path)


def _make_source(path: Path) -> Source:
    title = title_at(path) if path else ""
    return Source(path, title, find_fields(path, _CLAIMED))


def _make_sheet(name: str, explanation: str, paths: tuple[str, ...]) -> Sheet:
    sources = tuple(_make_source(_parse_path(path)) for path in paths)
    is_form = len(sources) == 1 and not {ITEM, ENTRY} & set(sources[0].path)
    return Sheet(name, explanation, sources, is_form)


SHEETS: tuple[Sheet, ...] = tuple(_make_sheet(*plan) for plan in _PLAN)
"""Every sheet that holds data; together they hold the whole inspection."""

UNITS_SHEET = next(sheet for sheet in SHEETS if sheet.sources[0].path == UNITS)
