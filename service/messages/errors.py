"""What is said of each error of `service/errors.py` and of each refusal that only HTTP knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """What is said of one code: a fixed title, a sentence with the facts, and what to do."""

    title: str
    sentence: str
    advice: str


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
    "file-missing": Text(
        "Chưa chọn tệp",
        "Chưa có tệp nào được gửi lên.",
        "Hãy chọn một tệp bảng tính (.xlsx) hoặc dữ liệu (.json) rồi gửi lại.",
    ),
    "file-unfit": Text(
        "Tệp này không dùng được",
        "Tệp «{name}» {reason}.",
        "Hãy chọn bảng tính .xlsx lấy từ trang này hoặc tệp dữ liệu .json; tệp kiểu khác thì mở bằng Excel "
        "hoặc LibreOffice rồi lưu thành .xlsx.",
    ),
    "first-number-unfit": Text(
        "Số bắt đầu không dùng được",
        "Số bắt đầu {reason}.",
        "Hãy sửa lại hoặc để trống: văn bản chưa có số thì chừa chỗ để ghi sau.",
    ),
    "nothing-chosen": Text(
        "Chưa chọn văn bản nào",
        "Chưa có văn bản nào được chọn để lập.",
        "Hãy đánh dấu ít nhất một văn bản rồi lập lại.",
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
        "Thư mục loại văn bản có lỗi", "Thư mục của loại văn bản «{kind}» có lỗi{place}.", _TELL_EDITOR
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
    "template-changed": Text(
        "Mẫu đã được người khác thay",
        "Mẫu đang dùng đã được thay kể từ khi bản sửa này được xem; bản sửa dựa trên một mẫu không còn dùng.",
        "Hãy tải mẫu hiện hành về, sửa lại trên mẫu ấy rồi gửi lại.",
    ),
    "revision-refused": Text(
        "Bản sửa của mẫu chưa dùng được",
        "Bản sửa của mẫu «{kind}» còn lỗi phải sửa.",
        "Hãy sửa từng lỗi nêu trong danh sách rồi gửi lại.",
    ),
    "register-broken": Text(
        "Danh mục tra cứu có lỗi",
        "Danh mục «{file}» không đúng mẫu{place}{names}.",
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
    "templates-unwritable": Text(
        "Không ghi được mẫu",
        "Không ghi được vào thư mục của mẫu «{kind}»: {reason}.",
        "Mẫu cũ vẫn được dùng. Người quản trị hệ thống hãy cho dịch vụ quyền ghi thư mục mẫu rồi thử lại.",
    ),
    "office-unavailable": Text(
        "Bộ chuyển đổi PDF chưa sẵn sàng",
        "{reason}.",
        "Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo cho người quản trị hệ thống.",
    ),
    "office-busy": Text(
        "Hệ thống đang bận",
        "Hiện có quá nhiều yêu cầu tạo PDF đang chờ.",
        "Hãy thử lại sau ít giây.",
    ),
    "conversion-timed-out": Text(
        "Tạo PDF quá thời gian",
        "Tạo PDF đã quá {seconds} giây mà chưa xong nên bị dừng{document}.",
        _TRY_AGAIN,
    ),
    "conversion-failed": Text(
        "Không tạo được PDF", "Bộ chuyển đổi không tạo được tệp PDF: {reason}{document}.", _TRY_AGAIN
    ),
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
    "key-wrong": Text(
        "Khóa chấp nhận mẫu không đúng",
        "Thiếu khóa chấp nhận mẫu, hoặc khóa không đúng.",
        "Hãy nhập lại khóa do người quản trị hệ thống cấp.",
    ),
    "acceptance-off": Text(
        "Không nhận mẫu mới qua trang này",
        "Dịch vụ chưa có khóa chấp nhận mẫu nên không nhận mẫu mới qua HTTP.",
        "Hãy nhờ người quản trị hệ thống đặt khóa (VANBAN_TEMPLATE_KEY) hoặc chép mẫu vào thư mục mẫu.",
    ),
    "precondition-missing": Text(
        "Chưa nêu mẫu gốc",
        "Yêu cầu chưa cho biết bản sửa dựa trên mẫu nào.",
        "Hãy gửi kèm trường If-Match với SHA-256 của mẫu đã tải về, đặt trong ngoặc kép.",
    ),
    "too-many-attempts": Text(
        "Sai khóa quá nhiều lần",
        "Khóa chấp nhận mẫu đã bị nhập sai quá nhiều lần.",
        "Hãy chờ ít phút rồi thử lại với đúng khóa.",
    ),
    # Nobody in particular
    "unexpected": Text(
        "Lỗi ngoài dự kiến",
        "Dịch vụ gặp lỗi ngoài dự kiến, không phải do dữ liệu đã nhập.",
        "Hãy thử lại; nếu vẫn lỗi, hãy báo cho người quản trị hệ thống kèm mã yêu cầu.",
    ),
}
