"""What the service says to people, in Vietnamese: one table for errors, one for faults of the data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.domain.checks import CheckFinding
from service.errors import DataFault, DataInvalid, RequestTooLarge, ServiceError
from service.language.dates import format_date_short


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
    """What is wrong with one field of the data, by its Vietnamese label, and what to do.

    Data from a workbook are named by sheet and cell.
    """
    sentence = FAULTS.get(fault.code, FAULTS["value-invalid"])
    words = _Words(_spell_fault(fault))
    place = "Trang tính «{sheet}», ô {cell}: " if "sheet" in fault.facts else ""
    return place.format_map(words) + sentence.format_map(words)


def describe_finding(finding: CheckFinding) -> str:
    """What a check found, and what to do; says when it rests on a register that nobody confirmed yet."""
    sentence = describe_fault(finding.as_fault())
    return f"{sentence} {_UNCONFIRMED}" if finding.is_unconfirmed else sentence


_UNCONFIRMED = "Căn cứ tra cứu chưa được xác nhận; hãy đối chiếu nguồn chính thức."
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
    "workbook-unreadable": Text(
        "Không đọc được bảng tính",
        "Không đọc được bảng tính: {reason}.",
        "Hãy lưu lại thành tệp .xlsx không có macro, không liên kết ra ngoài, rồi gửi lại.",
    ),
    "document-unreadable": Text(
        "Không đọc được văn bản",
        "Không đọc được văn bản: {reason}.",
        "Hãy mở và lưu lại văn bản thành tệp DOCX hoặc PDF rồi gửi lại.",
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
    "register-broken": Text(
        "Danh mục tra cứu có lỗi",
        "Danh mục «{file}» có lỗi ở mục thứ {entry}: không đúng mẫu.",
        "Hãy chuyển thông báo này cho người phụ trách danh mục.",
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
        "Dịch vụ chỉ nhận dữ liệu JSON hoặc bảng tính XLSX, không nén.",
        "Hãy gửi kèm trường Content-Type: application/json hoặc kiểu của tệp XLSX.",
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
    # A cell of a workbook
    "cell-error": "«{label}» có lỗi tính toán {value}. Hãy sửa công thức hoặc nhập thẳng giá trị.",
    "cell-formula": "«{label}» là công thức chưa có kết quả. Hãy nhập thẳng giá trị.",
    "cell-date": "«{label}» ghi «{value}», không phải là ngày có thật. "
    "Hãy nhập ngày/tháng/năm, ví dụ 14/12/2026.",
    "cell-time": "«{label}» ghi «{value}», không phải là giờ đúng. Hãy nhập giờ:phút, ví dụ 08:00.",
    "cell-moment": "«{label}» ghi «{value}», không phải là ngày giờ đúng. "
    "Hãy nhập như ví dụ 14/12/2026 08:00.",
    "cell-integer": "«{label}» ghi «{value}», không phải là số nguyên. Hãy nhập chỉ các chữ số.",
    "cell-text": "«{label}» phải là chữ. Hãy nhập lại.",
    "cell-zero-lost": "«{label}» đang là con số nên mất số 0 ở đầu. "
    "Hãy nhập lại dưới dạng chữ, ví dụ 0212 385 0001.",
    "cell-outside": "«{value}» nằm ngoài các ô của biểu mẫu nên không được đọc. "
    "Hãy chuyển vào đúng ô hoặc xóa đi.",
    "cell-not-used": "«{label}» không dùng cho dòng «{role}». Hãy xóa ô này.",
    "row-twice": "«{label}» đã nhập ở ô {earlier}. Hãy bỏ một trong hai.",
    "row-unit-unknown": "Trang tính «{units}» không có mã «{value}». Hãy sửa lại mã hoặc bổ sung đơn vị.",
    "row-kind-unknown": "Không có loại văn bản «{value}». Hãy chọn một loại trong danh sách.",
    "sheet-unknown": "Trang tính «{label}» không thuộc biểu mẫu. "
    "Hãy xóa hoặc đặt lại tên cũ; các trang: {known}.",
    "sheet-without-keys": "Trang tính «{label}» mất dòng mã ẩn của các cột. "
    "Hãy chép dữ liệu sang bảng tính mới.",
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
    "requirement-of-other": "Yêu cầu «{id}» do cơ quan khác thực hiện. Hãy bỏ khỏi văn bản gửi đơn vị này.",
    "earlier-reminder-given": "Đã có văn bản đôn đốc trước thì đây không phải lần thứ nhất. "
    "Hãy sửa lại lần đôn đốc.",
    "mode-not-for-decision": "Quyết định không được ký theo quyền hạn «{mode}». "
    "Hãy chọn ký trực tiếp, KT., Q. hoặc TM. của tập thể.",
    "mode-not-for-body": "«{body}» không phải là tập thể nên không ký TM. Hãy chọn ký trực tiếp hoặc KT.",
    "team-without-seal": "Đoàn không được sử dụng con dấu nên không ban hành «{kind}». "
    "Hãy chọn cơ quan chủ trì ban hành.",
    "post-not-of-seal": "Đoàn dùng con dấu của «{body}» thì Trưởng đoàn phải có chức vụ ở cơ quan đó; "
    "«{post}» không nêu cơ quan này. Hãy sửa chức vụ hoặc con dấu.",
    "chair-not-in-team": "Người chủ trì «{name}» không phải là thành viên Đoàn. Hãy chọn thành viên Đoàn.",
    "chair-absent": "Người chủ trì «{name}» không có trong danh sách tham dự của Đoàn. Hãy bổ sung.",
    "secretary-absent": "Người ghi biên bản «{name}» không có trong danh sách tham dự của Đoàn. Hãy bổ sung.",
    "secretary-is-chair": "«{name}» không thể vừa chủ trì vừa ghi biên bản. Hãy chọn người ghi biên bản "
    "khác.",
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
    # Checks of the inspection: time
    "time-01": "«{document}» ngày {date} gửi chưa đủ {days} ngày trước ngày kiểm tra {start} tại {body}. "
    "Hãy ban hành chậm nhất {latest} hoặc lùi ngày kiểm tra.",
    "time-01-working": "«{document}» ngày {date} gửi chưa đủ {days} ngày làm việc trước ngày kiểm tra "
    "{start} "
    "tại {body}. Hãy ban hành chậm nhất {latest} hoặc lùi ngày kiểm tra.",
    "time-02": "Báo cáo ngày {date} của {body} gửi chưa đủ {days} ngày trước ngày kiểm tra {start}. "
    "Hãy yêu cầu gửi chậm nhất {latest}.",
    "time-02-due": "Hạn gửi báo cáo {date} của {body} chưa đủ {days} ngày trước ngày kiểm tra {start}. "
    "Hãy đặt hạn chậm nhất {latest}.",
    "time-03-long": "Kiểm tra tại {body} từ {start} đến {end} là {days} ngày làm việc, quá {max} ngày. "
    "Hãy kết thúc chậm nhất {limit}.",
    "time-03-short": "Kiểm tra tại {body} từ {start} đến {end} là {days} ngày làm việc, chưa đủ {min} ngày. "
    "Hãy kết thúc sớm nhất {limit}.",
    "time-04": "{body} có {count} đơn vị trực thuộc được kiểm tra. Hãy chọn từ {min} đến {max} đơn vị.",
    "time-04-none": "{body} chưa nêu đơn vị trực thuộc được kiểm tra. Hãy chọn từ {min} đến {max} đơn vị.",
    "time-05-notice": "Kiểm tra đột xuất không báo trước nên không có «{document}» gửi {body}. "
    "Hãy bỏ văn bản này hoặc sửa hình thức kiểm tra.",
    "time-05-report": "Kiểm tra đột xuất không yêu cầu báo cáo trước, nhưng {body} có báo cáo ngày {date}. "
    "Hãy kiểm tra lại hình thức kiểm tra.",
    "time-05-trigger": "Kiểm tra đột xuất chỉ tiến hành khi có chỉ đạo hoặc phản ánh. Hãy nhập «{label}».",
    "time-06": "{document} ngày {date} chưa gửi trước ngày {before}. Hãy đôn đốc gửi chậm nhất {latest}.",
    "time-07": "Thời kỳ kiểm tra bắt đầu ngày {date}, không trước ngày kiểm tra đầu tiên {start}. "
    "Hãy sửa lại thời kỳ kiểm tra.",
    "time-07-end": "Thời kỳ kiểm tra kết thúc ngày {date}, sau ngày kiểm tra cuối cùng {end}. "
    "Hãy sửa lại, hoặc để trống khi tính đến thời điểm kiểm tra.",
    "time-08": "«{document}» tại {body} ghi ngày {date}, không phải ngày làm việc cuối {end}. "
    "Hãy lập biên bản vào ngày {end}.",
    "time-08-session": "Buổi làm việc ghi trong biên bản nằm ngoài thời gian kiểm tra từ {start} đến {end} "
    "tại {body}. Hãy sửa lại thời điểm bắt đầu, kết thúc.",
    "time-09": "«{document}» tại {body} ngày {date} chậm quá {days} ngày làm việc sau ngày kết thúc kiểm tra "
    "{end}. Hãy ban hành chậm nhất {latest}.",
    "time-10": "Hạn báo cáo khắc phục {date} của {body} dài hơn {days} ngày làm việc kể từ ngày kết luận "
    "{issued}. Hãy đặt hạn chậm nhất {latest}.",
    "time-11": "«{document}» gửi {body} ngày {date}, không sau ngày kết luận {concluded}. "
    "Hãy sửa lại ngày của văn bản.",
    "time-12": "«{document}» ngày {date} bổ sung {body} vào kế hoạch sau ngày thông báo hoặc kiểm tra "
    "{latest}. "
    "Hãy bổ sung chậm nhất {latest}.",
    "time-12-issuer": "«{document}» bổ sung {body} không do {lead} đề nghị. Hãy kiểm tra lại cơ quan ban "
    "hành.",
    "calendar-unknown": "Danh mục ngày nghỉ chưa có năm {year} nên chưa kiểm tra được thời hạn tính theo "
    "ngày "
    "làm việc. Hãy bổ sung danh mục.",
    # Checks of the inspection: documents
    "xdoc-01": "«{later}» ({later_day}) lại trước «{earlier}» ({earlier_day}). Hãy sửa lại một trong hai "
    "ngày.",
    "xdoc-02": "«{document}» được viện dẫn không thống nhất; nơi khác ghi ngày {date}. "
    "Hãy sửa cho khớp ngày và trích yếu.",
    "xdoc-03-unknown": "«{name}» trong biên bản không có tên trong Đoàn kiểm tra. "
    "Hãy sửa lại, hoặc bổ sung thành viên bằng quyết định.",
    "xdoc-03-post": "Biên bản ghi {name} là «{post}», quyết định ghi «{team_post}». Hãy ghi thống nhất.",
    "xdoc-04": "«{area}» không thuộc các lĩnh vực được kiểm tra. Hãy sửa lĩnh vực hoặc bổ sung nội dung "
    "kiểm tra.",
    "xdoc-05-none": "Tồn tại «{text}» trong kết luận không dẫn nội dung nào của biên bản. "
    "Hãy nhập mã nội dung trong biên bản.",
    "xdoc-05-result": "Tồn tại trong kết luận dẫn nội dung «{id}», là kết quả chứ không phải tồn tại. "
    "Hãy sửa lại mã.",
    "xdoc-06": "{body} không có trong kế hoạch kiểm tra. Hãy nhập văn bản bổ sung đơn vị vào kế hoạch.",
    "xdoc-07-since": "«{document}» của Đoàn ngày {date}, trước khi Đoàn hoạt động ({since}). "
    "Hãy sửa ngày hoặc cơ quan ban hành.",
    "xdoc-07-until": "«{document}» của Đoàn ngày {date}, sau khi Đoàn hết thời hạn hoạt động ({until}). "
    "Hãy sửa ngày, gia hạn Đoàn hoặc để cơ quan chủ trì ban hành.",
    "xdoc-07-seal": "Đoàn không được sử dụng con dấu nên không ban hành được «{document}». "
    "Hãy chọn cơ quan chủ trì ban hành, hoặc nhập con dấu được sử dụng.",
    "xdoc-08-twice": "Số {number} của «{document}» đã dùng cho «{other}». Hãy cấp số khác.",
    "xdoc-08-order": "«{document}» mang số {number} ngày {date}, nhưng số {other} đã cấp ngày {other_date}. "
    "Hãy kiểm tra lại số và ngày.",
    "xdoc-12-past": "«{label}» {date} không sau ngày {issued} của «{document}». Hãy đặt ngày muộn hơn.",
    "xdoc-12-day-off": "«{label}» {date} là ngày nghỉ. Hãy chọn ngày làm việc {earlier} hoặc {later}.",
    "xdoc-13-form": "«{document}» chỉ có một hình thức. Hãy bỏ mục «{label}».",
    "xdoc-13-recipient": "«{text}» trong nơi nhận của «{document}» do mẫu tự ghi. Hãy bỏ dòng này.",
    "team-01": "{name} thuộc {body} là đơn vị được kiểm tra. Hãy thay thành viên này.",
    # Checks of the inspection: acts in force, bodies that exist
    "leg-01-ended": "{act} hết hiệu lực từ {until}, trước ngày {date} của «{document}». "
    "Hãy thay bằng văn bản còn hiệu lực.",
    "leg-01-replaced": "{act} hết hiệu lực từ {until}, trước ngày {date} của «{document}». "
    "Hãy thay bằng: {successor}.",
    "leg-01-not-yet": "{act} có hiệu lực từ {since}, sau ngày {date} của «{document}». "
    "Hãy thay bằng văn bản đang có hiệu lực.",
    "leg-01-unknown": "{act} không có trong danh mục văn bản. Hãy tự kiểm tra hiệu lực vào ngày {date}.",
    "leg-01-norm": "{act} đã hết hiệu lực từ {until}, trước thời kỳ kiểm tra bắt đầu {start}. "
    "Hãy đối chiếu với quy định có hiệu lực trong thời kỳ kiểm tra.",
    "leg-02-ended": "«{name}» nêu cơ quan không còn từ {until} ({body_name}), trước ngày {date}. "
    "Hãy sửa lại tên cơ quan.",
    "leg-02-replaced": "«{name}» nêu cơ quan không còn từ {until} ({body_name}), trước ngày {date}. "
    "Hãy thay bằng: {successor}.",
    "leg-02-not-yet": "«{name}» nêu cơ quan chỉ có từ {since} ({body_name}), sau ngày {date}. "
    "Hãy ghi tên cơ quan vào thời điểm đó.",
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
    "workbook-unreadable": {
        "not-xlsx": "đây không phải là tệp .xlsx",
        "old-or-locked": "đây là tệp .xls kiểu cũ hoặc tệp có mật khẩu",
        "too-large": "tệp quá lớn hoặc nén bất thường",
        "damaged": "tệp bị hỏng",
        "doctype": "tệp có khai báo DOCTYPE",
        "active-content": "tệp có macro hoặc đối tượng nhúng",
        "external-link": "tệp lấy dữ liệu từ tệp khác hoặc từ mạng",
    },
    "document-unreadable": {
        "not-pdf": "tệp không phải là PDF",
        "not-zip": "tệp không phải là DOCX hoặc PDF",
        "not-docx": "tệp không phải là văn bản Word .docx",
        "multipart": "phần thân của yêu cầu không phải multipart/form-data hợp lệ",
        "no-file": "yêu cầu không kèm tệp nào ở trường «file»",
        "strict-ooxml": "tệp lưu theo dạng Strict Open XML; hãy lưu lại ở dạng Word Document (.docx)",
        "entry-name": "tệp có phần trùng tên hoặc tên không an toàn",
        "entry-damaged": "tệp bị hỏng",
        "doctype": "tệp có khai báo DOCTYPE",
        "damaged": "tệp bị hỏng hoặc bị cắt cụt",
        "encrypted": "tệp được bảo vệ bằng mật khẩu",
        "too-large": "tệp quá lớn",
        "too-many-pages": "tệp có quá nhiều trang",
        "too-complex": "nội dung trong tệp quá phức tạp hoặc lồng nhau quá nhiều tầng",
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
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # a fact of a check, always a real day
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
    if _ISO_DAY.fullmatch(text):
        return format_date_short(dt.date.fromisoformat(text))
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
