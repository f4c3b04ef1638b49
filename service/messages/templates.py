"""What is said of a revised template: one sentence and one suggestion per finding, and what tidying did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.messages.words import Words

if TYPE_CHECKING:  # every message would otherwise load what checks templates
    from service.revisions.findings import TemplateFinding


@dataclass(frozen=True)
class FindingText:
    """What one code means, in general, this case of it, and what to do."""

    meaning: str
    sentence: str
    suggestion: str


@dataclass(frozen=True)
class FindingMessage:
    """One finding in words: what is wrong there, and what to do about it."""

    detail: str
    suggestion: str


def describe_template_finding(finding: TemplateFinding) -> FindingMessage:
    """What to tell the person who revised the template."""
    text = TEMPLATE_FINDINGS[finding.code]
    words = Words({name: _spell(value) for name, value in finding.facts.items()})
    words["quoted"] = finding.quoted
    meant = words.get("meant", "")
    suggestion = text.suggestion.format_map(words)
    if "closing" in words:
        words["after"] = f", sau «…{words['after']}»" if "after" in words else ""
        where = _CLOSINGS.get(words["level"], _CLOSINGS[""])
        suggestion = f"{where.format_map(words)} {suggestion}"
    if meant:
        label = f" ({words['meant_label']})" if "meant_label" in words else ""
        suggestion = f"Có phải là «{meant}»{label}? {suggestion}"
    return FindingMessage(text.sentence.format_map(words), suggestion)


def describe_tidying(changes: Iterable[str]) -> tuple[str, ...]:
    """What tidying changed, a line for each."""
    return tuple(TIDYINGS[change] for change in changes)


def _spell(value: Any) -> str:
    """A fact in words, whole: what a rule asks is quoted to its end."""
    if not isinstance(value, list | tuple):
        return str(value)
    names = ", ".join(f"«{one}»" for one in value[:_MOST_NAMES])
    return f"{names} và {len(value) - _MOST_NAMES} kiểu khác" if len(value) > _MOST_NAMES else names


_MOST_NAMES = 6
# Where a block that was left open most likely ends, by the prefix of its opening tag.
_CLOSINGS = {
    "": "Có lẽ thiếu «{closing}» ở cuối đoạn này{after}.",
    "p": "Có lẽ thiếu một đoạn riêng chỉ có «{closing}» ngay dưới đoạn kế tiếp{after}.",
    "tr": "Có lẽ thiếu một hàng riêng chỉ có «{closing}» ngay dưới hàng kế tiếp{after}.",
    "tc": "Có lẽ thiếu một ô riêng chỉ có «{closing}» ngay sau ô kế tiếp{after}.",
}
_SAVE_AGAIN = "Mở bằng Word, chọn Lưu thành (Save As), loại «Word Document (.docx)», rồi gửi lại."
_RETYPE = "Xóa thẻ rồi gõ lại liền một mạch, hoặc chép từ danh sách chỗ điền."

TEMPLATE_FINDINGS: Mapping[str, FindingText] = {
    # The file as a whole
    "not-zip": FindingText("Không phải tệp Word", "Đây không phải là tệp Word .docx.", _SAVE_AGAIN),
    "too-large": FindingText(
        "Tệp quá lớn",
        "Tệp quá lớn hoặc nén bất thường nên không được mở.",
        "Bỏ bớt ảnh trong mẫu rồi lưu lại.",
    ),
    "too-complex": FindingText(
        "Kiểm tra quá lâu",
        "Mẫu quá phức tạp nên việc kiểm tra phải dừng giữa chừng.",
        "Bỏ bớt vòng lặp lồng nhau và những đoạn lặp lại nhiều lần.",
    ),
    "entry-name": FindingText(
        "Tệp có cấu trúc lạ", "Tệp có phần trùng tên hoặc tên không an toàn.", _SAVE_AGAIN
    ),
    "entry-damaged": FindingText("Tệp hỏng", "Tệp bị hỏng hoặc có mật khẩu.", _SAVE_AGAIN),
    "not-docx": FindingText(
        "Không phải văn bản Word thường", "Đây không phải là văn bản Word .docx thông thường.", _SAVE_AGAIN
    ),
    "xml-malformed": FindingText("Tệp hỏng bên trong", "Nội dung bên trong tệp bị hỏng.", _SAVE_AGAIN),
    "doctype": FindingText(
        "Tệp có khai báo lạ", "Tệp có khai báo DOCTYPE, Word không bao giờ tạo.", _SAVE_AGAIN
    ),
    # What a template may not hold
    "active-content": FindingText(
        "Macro hoặc đối tượng nhúng",
        "Mẫu có macro, điều khiển hoặc đối tượng nhúng «{quoted}».",
        "Xóa đối tượng ấy khỏi mẫu; lưu dạng .docx chứ không phải .docm.",
    ),
    "external-link": FindingText(
        "Liên kết lấy nội dung từ bên ngoài",
        "Mẫu lấy nội dung từ nơi khác: «{quoted}».",
        "Chèn thẳng ảnh vào mẫu; với mẫu nền (attached template), bỏ trong Developer, Document Template.",
    ),
    "picture-format": FindingText(
        "Ảnh không dùng được",
        "Ảnh «{quoted}» không phải PNG hoặc JPEG.",
        "Đổi ảnh sang PNG hoặc JPEG rồi chèn lại.",
    ),
    "field-code": FindingText(
        "Trường của Word không được dùng",
        "Trường «{quoted}» của Word đọc tệp hoặc in đường dẫn.",
        "Bấm chuột phải vào trường, chọn Toggle Field Codes rồi xóa; gõ thẳng nội dung.",
    ),
    "revision-mark": FindingText(
        "Còn dấu vết sửa đổi",
        "Còn dấu vết sửa đổi (Track Changes) ở «{quoted}».",
        "Vào Review, chọn Accept hoặc Reject cho từng chỗ, tắt Track Changes rồi lưu lại.",
    ),
    "comment": FindingText(
        "Còn ghi chú bên lề",
        "Còn ghi chú bên lề (Comment): «{quoted}».",
        "Xử lý ý kiến rồi vào Review, Delete All Comments in Document.",
    ),
    "text-hidden": FindingText(
        "Chữ ẩn",
        "Có chữ bị ẩn (Hidden) «{quoted}»; người nhận tệp DOCX vẫn đọc được.",
        "Xóa chữ này, hoặc chọn nó rồi bỏ dấu Hidden trong hộp Font.",
    ),
    "hyperlink": FindingText(
        "Liên kết tới trang mạng",
        "Chữ «{quoted}» có liên kết tới {target}.",
        "Bấm chuột phải, chọn Remove Hyperlink nếu không cố ý.",
    ),
    # Tags
    "tag-misplaced": FindingText(
        "Thẻ ở chỗ không được điền",
        "Thẻ «{quoted}» nằm ở chỗ không được điền (thuộc tính, trường, ghi chú cuối).",
        "Chuyển thẻ vào phần chữ của văn bản, đầu trang, chân trang hoặc chú thích cuối trang.",
    ),
    "tag-forbidden": FindingText(
        "Loại thẻ không được dùng",
        "Thẻ «{quoted}» thuộc loại không được dùng.",
        "Chỉ dùng điều kiện (if, elif, else, endif) và lặp (for, endfor); bỏ thẻ này.",
    ),
    "expression": FindingText(
        "Biểu thức không được dùng",
        "Thẻ «{quoted}» tính toán hoặc gọi hàm.",
        "Thẻ chỉ được nêu tên trường, so sánh và dùng bộ lọc; hãy chọn một trường trong danh sách.",
    ),
    "name-private": FindingText(
        "Tên không được dùng",
        "Thẻ «{quoted}» dùng tên dành riêng của máy.",
        "Dùng tên trường trong danh sách.",
    ),
    "filter-unknown": FindingText(
        "Không có bộ lọc này",
        "Thẻ «{quoted}» dùng bộ lọc không có.",
        "Các bộ lọc: xem mục «Bộ lọc» của hướng dẫn.",
    ),
    "filter-arguments": FindingText(
        "Bộ lọc viết chưa đúng",
        "Bộ lọc trong thẻ «{quoted}» thừa hoặc thiếu giá trị trong ngoặc.",
        "Viết như ví dụ ở mục «Bộ lọc» của hướng dẫn.",
    ),
    "test-unknown": FindingText(
        "Không có phép thử này",
        "Thẻ «{quoted}» dùng phép thử (is ...) không có.",
        "Viết thẳng {{% if tên_trường %}} hoặc so sánh bằng ==.",
    ),
    "loop": FindingText(
        "«loop» sai chỗ",
        "Thẻ «{quoted}» dùng «loop» ngoài vòng lặp, hoặc một mục của «loop» không có.",
        "Chỉ dùng loop.index, loop.first, loop.last ở giữa thẻ for và thẻ endfor.",
    ),
    "too-deep": FindingText(
        "Lồng nhau quá sâu",
        "Thẻ «{quoted}» lồng quá nhiều tầng khối hoặc dấu ngoặc.",
        "Tách đoạn này thành các khối đứng cạnh nhau.",
    ),
    "tag-not-closed": FindingText(
        "Thẻ chưa đóng", "Thẻ bắt đầu ở «{quoted}» chưa đóng.", "Thêm }}}} hoặc %}} ở cuối thẻ."
    ),
    "brace-stray": FindingText(
        "Thừa dấu ngoặc nhọn",
        "Thừa dấu ngoặc nhọn ở «{quoted}».",
        "Xóa dấu ngoặc nhọn, hoặc viết thẻ cho đủ {{{{ ... }}}}.",
    ),
    "delimiter-wrong": FindingText(
        "Dấu của thẻ viết sai",
        "Dấu mở hoặc đóng thẻ ở «{quoted}» viết chưa đúng.",
        "Hai dấu ngoặc viết liền nhau: {{{{ ... }}}} để in, {{% ... %}} cho điều kiện và lặp.",
    ),
    "tag-too-long": FindingText("Thẻ quá dài", "Thẻ «{quoted}» quá dài.", "Tách thành nhiều thẻ ngắn."),
    "tag-unknown": FindingText(
        "Không có thẻ này",
        "Không có thẻ nào tên như «{quoted}».",
        "Các thẻ: if, elif, else, endif, for, endfor; sau p, tr, tc phải có dấu cách.",
    ),
    "tag-not-alone": FindingText(
        "Thẻ phải đứng một mình",
        "Thẻ «{quoted}» chiếm cả đoạn, hàng hoặc ô nhưng ở đó còn chữ khác.",
        "Để thẻ {{%p %}} một mình một đoạn, thẻ {{%tr %}} một mình một hàng, thẻ {{%tc %}} một mình một ô.",
    ),
    "block-not-closed": FindingText(
        "Khối chưa đóng",
        "Khối mở bằng «{quoted}» không có thẻ đóng.",
        "Thêm thẻ endif hoặc endfor (cùng dạng %, %p hoặc %tr) ở chỗ khối kết thúc.",
    ),
    "block-not-open": FindingText(
        "Đóng khối chưa mở",
        "Thẻ «{quoted}» đóng hoặc chia một khối chưa mở.",
        "Xóa thẻ này, hoặc thêm thẻ if hay for còn thiếu ở trên.",
    ),
    "blocks-crossed": FindingText(
        "Hai khối đan chéo",
        "Khối mở bằng «{quoted}» bị «{other}» ở {other_place} cắt ngang.",
        "Khối mở sau phải đóng trước: đổi chỗ hai thẻ đóng.",
    ),
    "block-crosses": FindingText(
        "Khối mở và đóng ở hai nơi khác loại",
        "Thẻ «{quoted}» không cùng cấp với «{other}» ở {other_place}.",
        "Mở và đóng khối bằng cùng một dạng thẻ, trong cùng một ô, hàng hoặc đoạn.",
    ),
    "syntax": FindingText("Thẻ viết sai", "Thẻ «{quoted}» viết sai cú pháp.", _RETYPE),
    "placeholder-unknown": FindingText(
        "Dữ liệu không có trường này",
        "Dữ liệu không có trường «{path}».",
        "Chép đúng tên từ danh sách chỗ điền.",
    ),
    "tag-split": FindingText(
        "Thẻ bị Word tách",
        "Word đã tách thẻ «{quoted}» thành nhiều mảnh.",
        "Không phải làm gì: khi dọn mẫu, thẻ được ghép lại.",
    ),
    "tag-characters": FindingText(
        "Dấu nháy cong, dấu cách lạ trong thẻ",
        "Thẻ «{quoted}» có dấu nháy cong hoặc ký tự lạ do Word tự đổi.",
        "Không phải làm gì: khi dọn mẫu, các dấu được đổi lại.",
    ),
    # Filling with the examples
    "value-undefined": FindingText(
        "Trường không có giá trị",
        "Thẻ «{quoted}» không có giá trị khi thử với «{sample}».",
        "Bao thẻ bằng {{% if ... %}} hoặc dùng bộ lọc default.",
    ),
    "value-empty": FindingText(
        "Trường để trống",
        "Thẻ «{quoted}» để trống khi thử với «{sample}».",
        "Bao thẻ bằng {{% if ... %}} hoặc dùng bộ lọc default.",
    ),
    "value-unsuitable": FindingText(
        "Giá trị không hợp",
        "Thẻ «{quoted}» dùng một danh sách, nhóm hoặc kiểu giá trị không in được (thử với «{sample}»).",
        "Chọn trường bên trong, lặp qua danh sách bằng for, hoặc thêm bộ lọc cho ngày và số.",
    ),
    "output-too-large": FindingText(
        "Văn bản quá lớn", "Văn bản điền xong quá lớn (thử với «{sample}»).", "Bỏ bớt vòng lặp lồng nhau."
    ),
    "sample-unreadable": FindingText(
        "Văn bản thử không đọc được", "Văn bản điền thử không đọc lại được.", _SAVE_AGAIN
    ),
    "sample-missing": FindingText(
        "Chưa có ví dụ để thử",
        "Không có ví dụ nào đủ dữ liệu cho loại văn bản này nên chưa thử điền.",
        "Nhờ người phụ trách thêm dữ liệu mẫu vào thư mục examples.",
    ),
    "findings-many": FindingText(
        "Còn nhiều điểm nữa",
        "Còn {count} điểm nữa chưa nêu ở đây.",
        "Sửa những điểm ở trên rồi kiểm tra lại.",
    ),
    "rule-breach": FindingText(
        "Trái quy định bắt buộc của Nghị định 30/2020",
        "Trái {rule} ({citation}) khi thử với «{sample}»: {found}.",
        "Quy định: {asked}",
    ),
    "rule-deviation": FindingText(
        "Khác mẫu của Nghị định 30/2020",
        "Khác {rule} ({citation}) khi thử với «{sample}»: {found}.",
        "Theo mẫu: {asked}",
    ),
    # Against the current template
    "part-lost": FindingText(
        "Mất thành phần thể thức",
        "Mất thành phần «{part}» mà mẫu đang dùng có.",
        "Chép lại thành phần này từ mẫu đang dùng.",
    ),
    "placeholder-dropped": FindingText(
        "Bỏ một chỗ điền",
        "Không còn chỗ điền «{path}» ({label}) mà mẫu đang dùng in ở đây.",
        "Nếu không cố ý, hãy đưa chỗ điền này trở lại.",
    ),
    "style-lost": FindingText(
        "Mất kiểu tự căn",
        "Không còn đoạn nào mang kiểu «{style}», là kiểu mà chương trình dựa vào để tự căn.",
        "Áp lại kiểu này cho đúng đoạn như trong mẫu đang dùng.",
    ),
    # Looks
    "font-foreign": FindingText(
        "Phông khác Times New Roman",
        "Chữ «{quoted}» dùng phông {font}.",
        "Chọn chữ, đặt phông Times New Roman (hoặc Ctrl+Space để về kiểu của đoạn).",
    ),
    "text-nfd": FindingText(
        "Chữ Việt tổ hợp rời",
        "Chữ «{quoted}» gõ bằng dấu rời (Unicode tổ hợp).",
        "Không phải làm gì: khi dọn mẫu, chữ được đổi sang Unicode dựng sẵn.",
    ),
    "style-unused": FindingText(
        "Kiểu không dùng",
        "Mẫu có kiểu không dùng: {names}.",
        "Không phải làm gì: khi dọn mẫu, các kiểu này được bỏ.",
    ),
    "style-renamed": FindingText(
        "Mã kiểu bị đổi",
        "Word đã đổi mã của kiểu: {names}.",
        "Không phải làm gì: khi dọn mẫu, mã của kiểu được trả lại.",
    ),
}
"""What each finding means and what to do, by its code."""

TIDYINGS: Mapping[str, str] = {
    "tags-joined": "Ghép lại các thẻ bị Word tách.",
    "tag-characters": "Đổi dấu nháy cong và dấu cách lạ trong thẻ.",
    "runs-joined": "Nối các mảnh chữ cùng định dạng.",
    "marks": "Bỏ dấu kỹ thuật của Word (chính tả, ngôn ngữ, dấu trang, lần lưu).",
    "text-nfc": "Đổi chữ tổ hợp sang Unicode dựng sẵn.",
    "sections-freed": "Tách dấu ngắt phần khỏi đoạn chỉ chứa thẻ.",
    "style-ids": "Trả lại mã của các kiểu.",
    "styles-unused": "Bỏ các kiểu không dùng.",
    "revisions-accepted": "Chấp nhận các dấu vết sửa đổi.",
}
"""What tidying may change, by its code."""
