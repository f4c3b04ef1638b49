"""What is said of each finding of the checks: what is broken, and what to do with the day it asks for."""

from __future__ import annotations

from collections.abc import Mapping

CHECK_FINDINGS: Mapping[str, str] = {
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
    "time-11-order": "«{document}» gửi {body} ngày {date}, không sau văn bản đôn đốc trước «{earlier}» ngày "
    "{earlier_date}. Hãy sửa lại ngày hoặc thứ tự văn bản.",
    "time-11-count": "Ghi đôn đốc {body} lần thứ {reminder} nhưng nêu {count} văn bản đôn đốc trước. "
    "Hãy sửa lại lần đôn đốc, hoặc nêu đủ văn bản đôn đốc trước.",
    "time-12": "«{document}» ngày {date} bổ sung {body} vào kế hoạch sau ngày thông báo hoặc kiểm tra "
    "{latest}. "
    "Hãy bổ sung chậm nhất {latest}.",
    "time-12-issuer": "«{document}» bổ sung {body} không do {lead} đề nghị. Hãy kiểm tra lại cơ quan ban "
    "hành.",
    "time-13": "«{document}» ký ngày {signed}, phát hành ngày {date}. "
    "Hãy phát hành chậm nhất {latest}, hoặc sửa lại ngày.",
    "time-13-unsigned": "«{document}» có ngày phát hành {date} mà chưa có ngày ký. Hãy nhập ngày ban hành.",
    "time-13-before": "«{document}» phát hành ngày {date}, trước ngày ký {signed}. "
    "Hãy sửa lại một trong hai ngày.",
    "calendar-unknown": "Danh mục ngày nghỉ chưa có năm {year} nên chưa kiểm tra được thời hạn tính theo "
    "ngày "
    "làm việc. Hãy bổ sung danh mục.",
    # Checks of the inspection: documents
    "xdoc-01": "«{later}» ({later_day}) lại trước «{earlier}» ({earlier_day}). Hãy sửa lại một trong hai "
    "ngày.",
    "xdoc-02": "«{document}» được viện dẫn không thống nhất; nơi khác ghi ngày {date}. "
    "Hãy sửa cho khớp ngày và trích yếu.",
    "xdoc-02-issuer": "«{document}» được viện dẫn không thống nhất; nơi khác ghi của {issuer}. "
    "Hãy sửa cho khớp cơ quan ban hành.",
    "xdoc-02-unit": "«{document}» là báo cáo của {body} nhưng ghi do {issuer} ban hành. "
    "Hãy sửa lại cơ quan ban hành.",
    "xdoc-02-basis": "«{document}» nêu hai lần trong các căn cứ. Hãy bỏ một lần.",
    "xdoc-03-unknown": "«{name}» trong biên bản không có tên trong Đoàn kiểm tra. "
    "Hãy sửa lại, hoặc bổ sung thành viên bằng quyết định.",
    "xdoc-03-post": "Biên bản ghi {name} là «{post}», quyết định ghi «{team_post}». Hãy ghi thống nhất.",
    "xdoc-03-twice": "«{name}» có tên hai lần trong thành phần dự tại {body}. Hãy bỏ bớt.",
    "xdoc-03-side": "«{name}» là thành viên Đoàn nhưng ghi trong thành phần dự của bên khác. "
    "Hãy chuyển về đại diện Đoàn, hoặc sửa lại tên, chức vụ.",
    "xdoc-03-signer": "«{name}» ký «{document}» của Đoàn nhưng không phải là thành viên Đoàn. "
    "Hãy chọn người ký trong Đoàn.",
    "xdoc-03-signer-post": "Chữ ký ghi {name} là «{post}», quyết định ghi «{team_post}». Hãy ghi thống nhất.",
    "xdoc-03-instead": "«{name}» là người đứng đầu nên không ký thay chính mình ở «{document}». "
    "Hãy sửa quyền hạn ký hoặc người ký.",
    "xdoc-03-head": "«{name}» không phải là Trưởng đoàn nên không ký «{document}» với chức vụ này. "
    "Hãy chọn ký thay (KT. hoặc TM. và KT.) hoặc sửa người ký.",
    "xdoc-03-other-head": "«{name}» ký «{document}» với chức vụ người đứng đầu {issuer}, nơi khác ghi là "
    "{head}. Hãy ghi thống nhất hoặc sửa quyền hạn ký.",
    "xdoc-04": "«{area}» không thuộc các lĩnh vực được kiểm tra. Hãy sửa lĩnh vực hoặc bổ sung nội dung "
    "kiểm tra.",
    "xdoc-04-plan": "«{document}» không phải là kế hoạch của năm kiểm tra {year}. "
    "Hãy sửa lại kế hoạch hoặc năm kiểm tra.",
    "xdoc-05-none": "Tồn tại «{text}» trong kết luận không dẫn nội dung nào của biên bản. "
    "Hãy nhập mã nội dung trong biên bản.",
    "xdoc-05-result": "Tồn tại trong kết luận dẫn nội dung «{id}», là kết quả chứ không phải tồn tại. "
    "Hãy sửa lại mã.",
    "xdoc-05-id": "Mã «{id}» dùng cho hai nội dung ghi nhận tại {body} và các đơn vị trực thuộc. "
    "Hãy đặt mỗi nội dung một mã riêng.",
    "xdoc-05-open": "Yêu cầu «{id}» nêu hai lần trong các yêu cầu còn mở của {body}. Hãy bỏ một lần.",
    "xdoc-06": "{body} không có trong kế hoạch kiểm tra. Hãy nhập văn bản bổ sung đơn vị vào kế hoạch.",
    "xdoc-06-part": "{body} không có trong các đơn vị trực thuộc được kiểm tra của {parent}. "
    "Hãy bổ sung vào lịch kiểm tra, hoặc sửa lại đơn vị.",
    "xdoc-07-self": "Đoàn không thể tự ban hành «{document}». Hãy chọn cơ quan có thẩm quyền ban hành.",
    "xdoc-07-term": "«{label}» {date} trước ngày quyết định thành lập Đoàn {decided}. Hãy sửa lại ngày.",
    "xdoc-07-visit": "Lịch kiểm tra {body} nằm ngoài thời hạn hoạt động của Đoàn từ {since} đến {until}. "
    "Hãy sửa lịch hoặc thời hạn của Đoàn.",
    "xdoc-07-visit-since": "Lịch kiểm tra {body} bắt đầu trước khi Đoàn hoạt động ({since}). "
    "Hãy sửa lịch hoặc thời hạn của Đoàn.",
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
    "xdoc-12-shorter": "«{label}» {date} sớm hơn hạn {due} trong kết luận. Hãy đặt từ ngày {due} trở đi.",
    "xdoc-12-earlier": "«{label}» {date} của yêu cầu «{id}» sớm hơn thời hạn {due} trong kết luận. "
    "Hãy đặt từ ngày {due} trở đi, hoặc bỏ mục này.",
    "xdoc-13-symbol": "Ký hiệu «{symbol}» không hợp với «{document}». Hãy bắt đầu ký hiệu bằng {wanted}, "
    "hoặc để trống để lập theo quy tắc.",
    "xdoc-13-form": "«{document}» chỉ có một hình thức. Hãy bỏ mục «{label}».",
    "xdoc-13-recipient": "«{text}» trong nơi nhận của «{document}» do mẫu tự ghi. Hãy bỏ dòng này.",
    "unit-01-authority": "{body} là cơ quan quyết định kiểm tra nên không thể là đơn vị được kiểm tra. "
    "Hãy sửa lại đơn vị.",
    "unit-01-twice": "{body} khai hai lần, lần trước mang mã «{other}». Hãy bỏ một trong hai, "
    "hoặc ghi cơ quan chủ quản khác nhau để phân biệt.",
    "unit-01-superior": "{body} ghi cơ quan chủ quản «{superior}» nhưng khai thuộc {parent}. "
    "Hãy sửa lại cơ quan chủ quản hoặc đơn vị cấp trên.",
    "unit-01-kind": "Loại cơ quan không hợp với tên «{name}». Hãy chọn lại loại cơ quan, "
    "vì loại cơ quan quyết định chức danh người đứng đầu và cách viết.",
    "unit-01-own": "«{name}» chính là đơn vị được kiểm tra. Hãy bỏ khỏi các đơn vị trực thuộc.",
    "unit-01-listed": "«{name}» nêu hai lần trong các đơn vị trực thuộc của {body}. Hãy bỏ một lần.",
    "unit-02-day-off": "Lịch kiểm tra {body} có ngày {date} là ngày nghỉ. "
    "Hãy chọn ngày làm việc {earlier} hoặc {later}.",
    "unit-02-year": "Ngày kiểm tra {start} tại {body} không thuộc năm kiểm tra {year}. "
    "Hãy sửa lại ngày hoặc năm kiểm tra.",
    "unit-02-outside": "Lịch kiểm tra {body} nằm ngoài lịch của đơn vị cấp trên từ {start} đến {end}. "
    "Hãy sửa lại lịch.",
    "unit-02-overlap": "Lịch kiểm tra {body} bắt đầu ngày {start}, khi Đoàn còn ở {other} đến {end}. "
    "Hãy kiểm tra lại nếu Đoàn không chia nhóm.",
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
