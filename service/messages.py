"""What the service says to people, in Vietnamese: one table for errors, one for faults of the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.errors import DataFault, DataInvalid, RequestTooLarge, ServiceError


@dataclass(frozen=True)
class Text:
    """What is said of one code: a fixed title, a sentence with the facts, and what to do."""

    title: str
    sentence: str
    advice: str


@dataclass(frozen=True)
class Message:
    """One error in words: the title of its code, and this very case with what to do about it."""

    title: str
    detail: str


def describe(error: ServiceError) -> Message:
    """What to tell the person who met `error`."""
    return describe_code(error.code, _spell_facts(error))


def describe_code(code: str, facts: Mapping[str, str] | None = None) -> Message:
    """What to tell of the error called `code`, its `facts` already in words."""
    text = TEXTS[code]
    return Message(text.title, f"{text.sentence.format_map(_Words(facts or {}))} {text.advice}")


def describe_fault(fault: DataFault) -> str:
    """What is wrong with one field of the data, by its Vietnamese label, and what to do."""
    sentence = FAULTS.get(fault.code, FAULTS["value-invalid"])
    return sentence.format_map(_Words(_spell_fault(fault)))


_TELL_EDITOR = "Hãy chuyển thông báo này cho người phụ trách mẫu văn bản."
_TRY_AGAIN = "Hãy thử lại; nếu vẫn lỗi, hãy báo cho người quản trị hệ thống."

TEXTS: Mapping[str, Text] = {
    # The person entering data
    "data-invalid": Text(
        "Dữ liệu chưa đúng",
        "Dữ liệu có {count} chỗ chưa đúng.",
        "Hãy sửa từng chỗ nêu trong danh sách rồi gửi lại.",
    ),
    "json-malformed": Text(
        "Dữ liệu không phải JSON hợp lệ", "{reason}{place}.", "Hãy sửa lại dữ liệu rồi gửi lại."
    ),
    "kind-unknown": Text(
        "Không có loại văn bản này",
        "Không có loại văn bản «{kind}»; các loại hiện có: {known}.",
        "Hãy chọn một loại trong danh sách.",
    ),
    "unit-unknown": Text(
        "Không có đơn vị này",
        "Dữ liệu không có đơn vị nào mang mã «{unit}»; các mã hiện có: {known}.",
        "Hãy chọn một mã trong danh sách hoặc bổ sung đơn vị vào dữ liệu.",
    ),
    "unit-missing": Text(
        "Chưa chọn đơn vị",
        "Loại văn bản «{kind}» lập riêng cho từng đơn vị được kiểm tra; các mã đơn vị hiện có: {known}.",
        "Hãy chọn một đơn vị.",
    ),
    "unit-not-allowed": Text(
        "Văn bản này không lập theo đơn vị",
        "Loại văn bản «{kind}» chỉ lập một lần cho cả cuộc kiểm tra, không lập riêng cho đơn vị «{unit}».",
        "Hãy bỏ phần chọn đơn vị.",
    ),
    "format-unknown": Text(
        "Không có định dạng này",
        "Không có định dạng «{format}»; các định dạng hiện có: {known}.",
        "Hãy chọn một định dạng trong danh sách.",
    ),
    "request-too-large": Text(
        "Dữ liệu gửi lên quá lớn",
        "Dữ liệu gửi lên vượt quá giới hạn {limit}.",
        "Hãy bớt dữ liệu rồi gửi lại.",
    ),
    "file-unreadable": Text(
        "Không đọc được tệp",
        "Không đọc được tệp «{path}»: {reason}.",
        "Hãy kiểm tra lại tên tệp và quyền đọc.",
    ),
    "output-unwritable": Text(
        "Không ghi được tệp kết quả",
        "Không ghi được vào «{path}»: {reason}.",
        "Hãy chọn nơi ghi khác hoặc sửa lại quyền ghi.",
    ),
    # The person writing templates
    "kind-broken": Text(
        "Thư mục loại văn bản có lỗi", "Thư mục của loại văn bản «{kind}» có lỗi.", _TELL_EDITOR
    ),
    "template-unreadable": Text(
        "Không mở được tệp mẫu", "Không mở được mẫu «{template}»: {reason}.", _TELL_EDITOR
    ),
    "template-syntax": Text(
        "Mẫu sai cú pháp", "Mẫu «{template}» sai cú pháp ở {place}{quote}: {reason}.", _TELL_EDITOR
    ),
    "template-forbidden": Text(
        "Mẫu có phần không được phép",
        "Mẫu «{template}» có phần không được phép ở {place}{quote}: {reason}.",
        _TELL_EDITOR,
    ),
    "placeholder-unknown": Text(
        "Mẫu dùng trường không có",
        "Mẫu «{template}» dùng trường «{placeholder}» ở {place}, nhưng dữ liệu không có trường này.",
        _TELL_EDITOR,
    ),
    "template-failed": Text(
        "Không điền được mẫu",
        "Không điền được dữ liệu vào mẫu «{template}» ở {place}{quote}: {reason}.",
        _TELL_EDITOR,
    ),
    # The person running the service
    "setting-invalid": Text(
        "Cấu hình sai",
        "Biến cấu hình «{setting}» có giá trị không dùng được.",
        "Người quản trị hệ thống hãy sửa biến này rồi khởi động lại dịch vụ.",
    ),
    "font-unsuitable": Text(
        "Phông chữ chưa đúng",
        "Cần phông «{wanted}» hoặc phông có cùng kích thước chữ, nhưng máy lại dùng «{found}».",
        "Người quản trị hệ thống hãy đặt đúng tệp phông vào thư mục phông rồi khởi động lại dịch vụ.",
    ),
    "office-unavailable": Text(
        "Bộ chuyển đổi PDF chưa sẵn sàng",
        "Bộ chuyển đổi PDF đang khởi động hoặc đang dừng.",
        "Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo cho người quản trị hệ thống.",
    ),
    "office-busy": Text(
        "Hệ thống đang bận",
        "Hiện có quá nhiều yêu cầu tạo PDF đang chờ.",
        "Hãy thử lại sau ít giây.",
    ),
    "conversion-timed-out": Text(
        "Tạo PDF quá thời gian", "Tạo PDF đã quá {seconds} giây mà chưa xong nên bị dừng.", _TRY_AGAIN
    ),
    "conversion-failed": Text("Không tạo được PDF", "Bộ chuyển đổi không tạo được tệp PDF.", _TRY_AGAIN),
    "result-rejected": Text(
        "Tệp PDF không đạt yêu cầu", "Tệp PDF tạo ra không đúng yêu cầu nên bị giữ lại.", _TRY_AGAIN
    ),
    # What only HTTP knows
    "route-unknown": Text(
        "Không có địa chỉ này", "Dịch vụ không có địa chỉ vừa gọi.", "Hãy kiểm tra lại địa chỉ."
    ),
    "method-not-allowed": Text(
        "Phương thức không được phép",
        "Địa chỉ này không nhận phương thức {method}.",
        "Hãy dùng phương thức nêu ở trường Allow của câu trả lời.",
    ),
    "query-invalid": Text(
        "Tham số chưa đúng",
        "Địa chỉ này không dùng được tham số {parameters}.",
        "Hãy bỏ hoặc sửa tham số rồi gửi lại.",
    ),
    "media-type-unsupported": Text(
        "Kiểu nội dung không được hỗ trợ",
        "Dịch vụ chỉ nhận dữ liệu JSON, không nén.",
        "Hãy gửi kèm trường Content-Type: application/json.",
    ),
    "not-acceptable": Text(
        "Không có định dạng được yêu cầu",
        "Trường Accept không nêu định dạng nào mà dịch vụ tạo được; các định dạng hiện có: {known}.",
        "Hãy yêu cầu một trong các định dạng này.",
    ),
    # Nobody in particular
    "unexpected": Text(
        "Lỗi ngoài dự kiến",
        "Dịch vụ gặp lỗi ngoài dự kiến, không phải do dữ liệu đã nhập.",
        "Hãy thử lại; nếu vẫn lỗi, hãy báo cho người quản trị hệ thống kèm mã yêu cầu.",
    ),
}

FAULTS: Mapping[str, str] = {
    # Shape
    "missing": "Thiếu «{label}». Hãy nhập mục này.",
    "unknown-field": "Không có mục «{label}».{suggestion}",
    "wrong-type": "«{label}» phải là {expected}. Hãy nhập lại.",
    "too-short": "«{label}» phải có ít nhất {min} ký tự. Hãy nhập đầy đủ hơn.",
    "too-long": "«{label}» dài quá {max} ký tự. Hãy viết ngắn lại.",
    "too-few": "«{label}» phải có ít nhất {min} mục. Hãy bổ sung.",
    "too-many": "«{label}» có quá {max} mục. Hãy bớt đi.",
    "too-small": "«{label}» phải từ {min} trở lên. Hãy nhập lại.",
    "too-large": "«{label}» phải từ {max} trở xuống. Hãy nhập lại.",
    "not-finite": "«{label}» phải là một con số cụ thể. Hãy nhập lại.",
    "not-a-choice": "«{label}» không có lựa chọn này. Hãy chọn một trong các giá trị: {allowed}.",
    "pattern-mismatch": "«{label}» chưa đúng dạng{hint}. Hãy nhập lại.",
    "date-invalid": "«{label}» không phải là ngày có thật. Hãy nhập năm-tháng-ngày, ví dụ 2026-12-15.",
    "datetime-invalid": "«{label}» không phải là ngày giờ đúng. Hãy nhập như ví dụ 2026-12-15T08:00:00.",
    "time-invalid": "«{label}» không phải là giờ đúng. Hãy nhập giờ:phút:giây, ví dụ 08:00:00.",
    "value-invalid": "«{label}» có giá trị không dùng được. Hãy kiểm tra và nhập lại.",
    # Text
    "text-blank": "«{label}» đang để trống. Hãy nhập nội dung hoặc bỏ hẳn mục này.",
    "text-newline": "«{label}» chỉ được viết trên một dòng. Hãy bỏ chỗ xuống dòng.",
    "text-control": "«{label}» có ký tự điều khiển ({code}). Hãy xóa ký tự này hoặc gõ lại.",
    "text-surrogate": "«{label}» có ký tự bị hỏng ({code}). Hãy gõ lại.",
    "text-noncharacter": "«{label}» có mã không phải là chữ ({code}). Hãy gõ lại.",
    "text-private-use": "«{label}» có ký tự riêng của một phông chữ ({code}). Hãy thay bằng chữ thường dùng.",
    "text-unassigned": "«{label}» có ký tự chưa có trong Unicode ({code}). Hãy gõ lại.",
    "text-bidi": "«{label}» có ký tự ẩn đổi chiều chữ ({code}). Hãy gõ lại.",
    "text-tag": "«{label}» có ký tự ẩn ({code}). Hãy gõ lại.",
    "text-invisible": "«{label}» có ký tự không nhìn thấy được ({code}). Hãy gõ lại.",
    "text-legacy": "«{label}» gõ bằng bảng mã cũ (TCVN3 hoặc VNI). Hãy chuyển sang Unicode rồi nhập lại.",
    # One kind of document
    "needed-by-kind": "Thiếu «{label}», là phần mà «{kind}» không thể thiếu. Hãy bổ sung.",
    "number-needed": "Thiếu số của «{label}». Hãy nhập số.",
    "kind-not-for-form": "«{kind}» không lập trong hình thức kiểm tra này. Hãy chọn loại văn bản khác.",
    "unknown-kind": "Không có loại văn bản «{label}»; các loại hiện có: {known}. Hãy sửa lại tên.",
    # Facts that contradict one another
    "end-before-start": "«{label}» kết thúc trước hoặc cùng lúc bắt đầu. Hãy sửa lại thời gian.",
    "max-below-min": "«{label}» có số «đến» nhỏ hơn số «từ». Hãy sửa lại.",
    "session-outside-visit": "Buổi làm việc ngày {date} nằm ngoài «{label}». Hãy sửa lại ngày.",
    "id-twice": "Mã «{id}» dùng hai lần. Hãy đặt mỗi mục một mã riêng.",
    "area-twice": "Có lĩnh vực kiểm tra nêu hai lần. Hãy bỏ bớt.",
    "member-twice": "«{name}» có tên hai lần trong Đoàn kiểm tra. Hãy bỏ bớt.",
    "person-on-both-sides": "«{name}» vừa thuộc Đoàn kiểm tra vừa thuộc đơn vị. Hãy sửa lại thành phần dự.",
    "unit-nested": "Đơn vị mã «{id}» đã thuộc một đơn vị cấp dưới. Hãy khai đơn vị cấp trên trực tiếp.",
    "unit-not-in-symbol": "Đơn vị soạn thảo «{unit}» không dùng trong ký hiệu công văn được. "
    "Hãy ghi chữ viết tắt như CCHC, hoặc nhập mục «Ký hiệu».",
    "unit-unknown-parent": "Không có đơn vị cấp trên mang mã «{id}». Hãy sửa lại mã hoặc bổ sung đơn vị.",
    "finding-unknown": "Kết luận của «{unit}» dẫn nội dung «{id}» không có trong biên bản. Hãy sửa lại mã.",
    "requirement-unknown": "Không có yêu cầu mang mã «{id}» trong kết luận. Hãy sửa lại mã.",
    "causes-empty": "«{label}» chưa có nguyên nhân nào. Hãy nhập ít nhất một nguyên nhân.",
    "earlier-reminder-missing": "Đôn đốc lần thứ {reminder} phải nêu văn bản đôn đốc trước. Hãy bổ sung.",
    "reference-incomplete": "«{label}» còn thiếu: {missing}. Hãy bổ sung.",
    "superior-not-allowed": "«{body}» không ghi cơ quan chủ quản. Hãy bỏ mục này.",
    "superior-without-place": "Cơ quan chủ quản «{superior}» thiếu tên riêng. Hãy ghi đủ: UBND tỉnh …",
    "rank-before-name": "Không ghi học hàm, học vị, quân hàm trước họ tên «{name}». Hãy bỏ phần này.",
    "own-title-missing": "Người ký «{mode}» phải có chức vụ của chính mình. Hãy nhập chức vụ.",
    "ordered-title-missing": "Người ký thừa lệnh phải nêu chức vụ được giao ký. Hãy nhập chức vụ này.",
    "post-not-official": "Chức vụ «{post}» không ghi trên văn bản được. Hãy ghi chức vụ lãnh đạo chính thức.",
    "symbol-cv": "Ký hiệu «{symbol}» của công văn không có chữ CV. Hãy bỏ chữ này.",
    "month-besides-date": "Đã có ngày ban hành thì không nhập tháng riêng. Hãy bỏ một trong hai mục.",
}

_TEMPLATE_REASONS: Mapping[str, str] = {
    # Not a Word file that can be opened
    "not-zip": "đây không phải là tệp Word .docx",
    "too-large": "tệp quá lớn hoặc nén bất thường",
    "entry-name": "tệp có phần trùng tên hoặc tên không an toàn",
    "entry-damaged": "tệp bị hỏng",
    "not-docx": "đây không phải là văn bản Word",
    "xml-malformed": "nội dung bên trong tệp bị hỏng",
    "doctype": "tệp có khai báo DOCTYPE",
    # Not allowed
    "active-content": "có macro hoặc đối tượng nhúng",
    "external-link": "có liên kết lấy nội dung từ bên ngoài",
    "picture-format": "ảnh không phải PNG hoặc JPEG",
    "field-code": "có trường của Word đọc tệp hoặc in đường dẫn",
    "revision-mark": "còn dấu vết sửa đổi (Track Changes)",
    "comment": "còn ghi chú bên lề (Comment)",
    "tag-misplaced": "thẻ nằm ngoài phần chữ được điền",
    "tag-forbidden": "loại thẻ này không được dùng",
    "expression": "thẻ chỉ được nêu tên trường, không được tính toán",
    "name-private": "tên này không được dùng",
    "filter-unknown": "không có bộ lọc này",
    "test-unknown": "không có phép thử này",
    "loop": "«loop» dùng không đúng chỗ",
    "too-deep": "lồng nhau quá nhiều tầng",
    # Malformed
    "tag-not-closed": "thẻ chưa đóng",
    "brace-stray": "thừa dấu ngoặc nhọn",
    "tag-too-long": "thẻ quá dài",
    "tag-unknown": "không có thẻ này",
    "tag-not-alone": "thẻ của cả đoạn, hàng hoặc cột phải đứng một mình",
    "block-not-closed": "khối chưa đóng",
    "block-not-open": "đóng một khối chưa mở",
    "block-crosses": "khối không mở và đóng trong cùng một đoạn, hàng hoặc ô",
    "filter-arguments": "bộ lọc thừa hoặc thiếu đối số",
    "syntax": "thẻ viết sai",
    # Valid data do not fit
    "value-undefined": "trường này không có giá trị",
    "value-empty": "trường này đang để trống",
    "value-unsuitable": "giá trị không hợp với chỗ dùng",
    "output-too-large": "văn bản điền xong quá lớn",
}

_REASONS: Mapping[str, Mapping[str, str]] = {
    "template-unreadable": _TEMPLATE_REASONS,
    "template-forbidden": _TEMPLATE_REASONS,
    "template-syntax": _TEMPLATE_REASONS,
    "template-failed": _TEMPLATE_REASONS,
    "json-malformed": {
        "syntax": "Dữ liệu sai cú pháp JSON",
        "encoding": "Dữ liệu không được mã hóa bằng UTF-8",
        "duplicate-key": "Mục «{key}» xuất hiện hai lần trong cùng một nhóm",
        "not-finite": "Dữ liệu có số không hữu hạn (NaN hoặc Infinity)",
        "surrogate": "Dữ liệu có ký tự Unicode bị hỏng",
        "too-deep": "Dữ liệu lồng nhau quá nhiều tầng",
        "integer-too-long": "Dữ liệu có số nguyên quá dài",
    },
    "file-unreadable": {
        "not-found": "không có tệp này",
        "is-folder": "đây là thư mục",
        "no-permission": "không có quyền đọc",
        "other": "ổ đĩa báo lỗi",
    },
    "output-unwritable": {
        "folder-missing": "không có thư mục này",
        "is-folder": "đây là thư mục",
        "no-permission": "không có quyền ghi",
        "disk-full": "ổ đĩa đã đầy",
        "other": "ổ đĩa báo lỗi",
    },
}

_EXPECTED = {
    "text": "chữ (đặt trong dấu ngoặc kép)",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "true hoặc false",
    "list": "danh sách",
    "object": "nhóm các mục",
    "date": "ngày, ví dụ 2026-12-15",
    "datetime": "ngày giờ, ví dụ 2026-12-15T08:00:00",
    "time": "giờ, ví dụ 08:00:00",
}

_LONGEST_LIST = 20  # names; a list of every unit of a province would bury the sentence
_LONGEST_QUOTE = 100  # characters of what a caller sent


class _Words(dict[str, str]):
    """Facts in words; one that is not there reads as an ellipsis, since a message must never fail."""

    def __missing__(self, name: str) -> str:
        return "…"


def _spell_facts(error: ServiceError) -> dict[str, str]:
    words = {name: _spell(value) for name, value in error.facts.items()}
    reason = _REASONS.get(error.code, {}).get(words.get("reason", ""), "chưa rõ lý do")
    words["reason"] = reason.format_map(_Words(words))
    words["quote"] = f" («{words['quote']}»)" if words.get("quote") else ""
    words["setting"] = f"VANBAN_{words.get('setting', '').upper()}"
    if words.get("line"):
        words["place"] = words.get("place") or f" (dòng {words['line']}, cột {words['column']})"
    if isinstance(error, DataInvalid):
        words["count"] = str(len(error.faults))
    if isinstance(error, RequestTooLarge):
        words["limit"] = f"{_spell(error.limit_bytes / 1024 / 1024)} MB"
    return {"place": "", **words}


def _spell_fault(fault: DataFault) -> dict[str, str]:
    words = {name: _spell(value) for name, value in fault.facts.items()}
    words["label"] = fault.label or "Dữ liệu"
    words["expected"] = _EXPECTED.get(words.get("expected", ""), "giá trị kiểu khác")
    words["hint"] = f", ví dụ «{words['hint']}»" if words.get("hint") else ""
    meant = words.get("suggestion")
    words["suggestion"] = f" Có phải là «{meant}» không? Hãy sửa tên mục." if meant else " Hãy bỏ mục này."
    return words


def _spell(value: Any) -> str:
    """A fact as people read it: a comma for decimals, names in guillemets, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0").replace(".", ",")
    if isinstance(value, list | tuple):
        return _spell_list(value)
    text = str(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _spell_list(values: Iterable[Any]) -> str:
    names = [_spell_choice(value) for value in values]
    shown = ", ".join(names[:_LONGEST_LIST])
    return (f"{shown}, …" if len(names) > _LONGEST_LIST else shown) or "chưa có"


def _spell_choice(value: Any) -> str:
    if not isinstance(value, Mapping):
        return f"«{_spell(value)}»"
    label = f" ({value['label']})" if value.get("label") else ""
    return f"«{value.get('value')}»{label}"
