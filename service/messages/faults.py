"""What is said of one fault of the data: its shape, its text, the needs of a kind, contradictions."""

from __future__ import annotations

from collections.abc import Mapping

DATA_FAULTS: Mapping[str, str] = {
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
    "kind-per-unit": "«{kind}» lập riêng cho từng đơn vị. Hãy chuyển mục này vào «Văn bản của đơn vị».",
    "kind-once": "«{kind}» chỉ lập một lần cho cả cuộc kiểm tra. "
    "Hãy chuyển mục này ra «Văn bản lập một lần».",
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
}
