"""The reasons that some errors give in one word, in Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping

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
    "blocks-crossed": "hai khối đan chéo nhau",
    "delimiter-wrong": "dấu mở hoặc đóng thẻ viết sai",
    "filter-arguments": "bộ lọc thừa hoặc thiếu đối số",
    "syntax": "thẻ viết sai",
    # Valid data do not fit
    "value-undefined": "trường này không có giá trị",
    "value-empty": "trường này đang để trống",
    "value-unsuitable": "giá trị không hợp với chỗ dùng",
    "output-too-large": "văn bản điền xong quá lớn",
}

# Under "" stands what is said of every other reason.
REASONS: Mapping[str, Mapping[str, str]] = {
    "template-unreadable": _TEMPLATE_REASONS,
    "template-forbidden": _TEMPLATE_REASONS,
    "template-syntax": _TEMPLATE_REASONS,
    "template-failed": _TEMPLATE_REASONS,
    "templates-unwritable": {
        "no-permission": "dịch vụ không có quyền ghi",
        "no-space": "ổ đĩa đã đầy",
        "": "hệ thống tệp báo lỗi",
    },
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
    "first-number-unfit": {
        "no-number": "phải là số nguyên từ 1 đến 99999",
        "several-kinds": "chỉ dùng khi các văn bản được chọn cùng một loại, vì mỗi loại có dãy số riêng",
    },
    "file-unfit": {
        "empty": "không có gì bên trong",
        "other": "không phải là bảng tính (.xlsx) cũng không phải là dữ liệu (.json)",
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
    "office-unavailable": {
        "disk-full": "Ổ đĩa tạm của máy chủ đã đầy",
        "": "Bộ chuyển đổi PDF đang khởi động hoặc đang dừng",
    },
    "conversion-failed": {
        "refused": "LibreOffice không đọc được văn bản",
        "office-lost": "LibreOffice đã dừng đột ngột hai lần khi chuyển đổi văn bản này",
        "set-aside": "văn bản này vừa làm LibreOffice dừng hai lần nên vài phút nữa mới được thử lại",
    },
    "file-unreadable": {
        "not-found": "không có tệp này",
        "is-folder": "đây là thư mục",
        "no-permission": "không có quyền đọc",
        "other": "ổ đĩa báo lỗi",
    },
    "output-unwritable": {
        "exists": "đã có thư mục này",
        "folder-missing": "không có thư mục này",
        "is-folder": "đây là thư mục",
        "no-permission": "không có quyền ghi",
        "disk-full": "ổ đĩa đã đầy",
        "other": "ổ đĩa báo lỗi",
    },
}
