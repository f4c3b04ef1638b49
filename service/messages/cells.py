"""What is said of one cell, row or sheet of a workbook that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

CELL_FAULTS: Mapping[str, str] = {
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
}
