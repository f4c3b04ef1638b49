"""The first sheet of a workbook: how to fill in the others."""

from __future__ import annotations

from service.workbook.layout import SHEETS, UNITS_SHEET

TITLE = "Bảng nhập dữ liệu cuộc kiểm tra"

STEPS = (
    "Nhập lần lượt các trang từ trái sang phải. Mỗi việc chỉ nhập một lần; mọi văn bản lấy chung từ đây.",
    "Cột hoặc dòng có dấu * phải nhập. Dấu (*) phải nhập khi đã nhập mục khác của cùng nhóm hoặc cùng loại.",
    "Chưa có thì để trống: chưa kiểm tra thì chưa cần biên bản, chưa có số văn bản thì bỏ trống số.",
    "Chọn ô để xem gợi ý. Ô có mũi tên: chọn trong danh sách.",
    "Ngày nhập như 14/12/2026; giờ như 08:00; ngày giờ như 14/12/2026 08:00.",
    "Ô nhập nhiều mục: mỗi mục một dòng trong ô (Alt + Enter để xuống dòng).",
    f"Mã đơn vị đặt ở trang «{UNITS_SHEET.name}», viết chữ thường không dấu, nối bằng gạch ngang, "
    "rồi dùng lại ở các trang sau.",
    "Dòng chữ nghiêng ghi «Ví dụ» chỉ để tham khảo, không được đọc; có thể xóa.",
    "Không đổi tên trang, không xóa dòng và cột ẩn. Thêm, xóa, sắp xếp dòng dữ liệu thì được.",
)

PAGES = tuple((sheet.name, sheet.explanation) for sheet in SHEETS)
"""Each sheet with what it is for."""
