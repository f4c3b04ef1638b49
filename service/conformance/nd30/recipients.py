"""Rules of addressees and recipients (ND30-RCP)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.conformance import patterns
from service.conformance.document import Block, Side
from service.conformance.elements import Element, Kind, Subject
from service.conformance.nd30.looks import judge, missing, slack, type_faults, unknown_look
from service.conformance.verdict import Observation, failed, passed, unsure

_ADDRESSEE_SIZES = (13.0, 14.0)
_HEAD_SIZE = (12.0, 12.0)
_ENTRY_SIZE = (11.0, 11.0)
_MUST = (Kind.LETTER, Kind.PROPOSAL)
_MAY = (*_MUST, Kind.REPORT)
_KEPT = re.compile(r"^\s*[-–—•*+]?\s*Lưu\s*(?P<colon>:?)\s*(?P<rest>.*)$", re.IGNORECASE)
_EXECUTORS = re.compile(r"chịu trách nhiệm (thi hành|thực hiện)|thi hành Quyết định này", re.IGNORECASE)


def nd30_rcp_01(subject: Subject) -> Iterator[Observation]:
    """Only letters, proposals and reports to a superior address someone."""
    kind, block = subject.main.kind, subject.main.first(Element.ADDRESSEE_HEAD)
    stray = next(
        (other for other in subject.main.all(Element.BODY) if patterns.ADDRESSEE.match(other.text)), None
    )
    block = block or stray
    if kind in _MUST:
        yield passed(block.place) if block else failed(None, f"Không tìm thấy «Kính gửi» trong {kind.value}")
    elif kind is Kind.REPORT:
        yield passed(block.place) if block else unsure(None, "Báo cáo gửi cấp trên phải có «Kính gửi»")
    elif kind is Kind.UNKNOWN or subject.main.type_name not in patterns.TYPES:
        yield unsure(None, "Chưa rõ loại văn bản")
    else:
        yield failed(block.place, f"{kind.value} không ghi «Kính gửi»") if block else passed()


def nd30_rcp_02(subject: Subject) -> Iterator[Observation]:
    """The addressees look as asked."""
    blocks = subject.main.all(Element.ADDRESSEE_HEAD, Element.ADDRESSEE)
    for block in blocks:
        is_head = bool(patterns.ADDRESSEE.match(block.text))
        faults = [
            "viết bằng chữ in hoa" if patterns.is_capitals(block.text) else "",
            "thiếu dấu hai chấm" if is_head and not re.match(r"\s*kính\s+gửi\s*:", block.text, re.I) else "",
            "viết hoa chưa đúng" if is_head and not block.text.strip().startswith("Kính gửi") else "",
            *type_faults(block, _ADDRESSEE_SIZES, bold=False),
        ]
        yield judge(block, faults)
    yield from unknown_look(blocks)


def nd30_rcp_03(subject: Subject) -> Iterator[Observation]:
    """One addressee stands on the line of the words, without a dash."""
    head, entries = _addressees(subject)
    if head is None or len(entries) > 1:
        return
    own = re.sub(r"^\s*kính\s+gửi\s*:?", "", head.text, flags=re.IGNORECASE).strip()
    if own.startswith(("-", "–", "+")):
        yield failed(head.place, "một nơi gửi không ghi gạch đầu dòng")
    elif entries and not own:
        yield failed(entries[0].place, "một nơi gửi phải ghi cùng dòng với «Kính gửi:»")
    elif not own:
        yield failed(head.place, "sau «Kính gửi:» không có nơi nhận")
    else:
        yield passed(head.place)


def nd30_rcp_04(subject: Subject) -> Iterator[Observation]:
    """Several addressees stand on lines of their own, with dashes and marks."""
    head, entries = _addressees(subject)
    if head is None or len(entries) < 2:
        return
    for entry in entries:
        mark = "." if entry is entries[-1] else ";"
        text = re.sub(r"^\s*kính\s+gửi\s*:?", "", entry.text, flags=re.IGNORECASE).strip()
        faults = [
            "" if text.startswith("-") else "thiếu gạch đầu dòng",
            "" if text.endswith(mark) else f"cuối dòng là «{text[-1:]}», phải là «{mark}»",
        ]
        yield judge(entry, faults)
    starts = {
        round((entry.left or 0.0) + (entry.first_line or 0.0)) if entry.x0 is None else round(entry.x0)
        for entry in entries
        if not patterns.ADDRESSEE.match(entry.text) and entry.left is not None
    }
    if starts and max(starts) - min(starts) > 1 + slack(subject.document):
        yield failed(entries[-1].place, "các gạch đầu dòng không thẳng hàng")


def nd30_rcp_10(subject: Subject) -> Iterator[Observation]:
    """`Nơi nhận:` stands at the left, level with the signature, and looks as asked."""
    blocks = subject.main.all(Element.RECIPIENTS_HEAD)
    if not blocks:
        yield missing(Element.RECIPIENTS_HEAD)
    for block in blocks[:1]:
        yield judge(block, _head_faults(subject, block))
    yield from unknown_look(blocks)


def nd30_rcp_11(subject: Subject) -> Iterator[Observation]:
    """Each recipient stands on its line with a dash and a semicolon, in 11 points."""
    entries = subject.main.all(Element.RECIPIENT)
    if subject.main.has(Element.RECIPIENTS_HEAD) and not entries:
        yield failed(None, "Dưới «Nơi nhận:» không có dòng nào")
    for entry in entries:
        text = entry.text.strip()
        is_last = entry is entries[-1]
        is_wrapped = not text.startswith(("-", "–", "—", "•", "*", "+"))
        faults = [
            "thiếu gạch đầu dòng" if is_wrapped else "",
            "đầu dòng không phải gạch nối (-)" if text[:1] in "–—•*+" and not is_wrapped else "",
            "" if is_last or text.endswith((";", ":")) else f"cuối dòng là «{text[-1:]}», phải là «;»",
            "viết bằng chữ in hoa" if patterns.is_capitals(text) and len(text) > 12 else "",
            *type_faults(entry, _ENTRY_SIZE, bold=False),
        ]
        yield judge(entry, faults)
    yield from unknown_look(entries)


def nd30_rcp_12(subject: Subject) -> Iterator[Observation]:
    """The last line is `- Lưu: VT, …` with a period, and it alone ends with one."""
    entries = subject.main.all(Element.RECIPIENT)
    if not entries:
        return
    last = entries[-1]
    match = _KEPT.match(last.text)
    if match is None:
        yield failed(last.place, "dòng cuối không phải «- Lưu: …»")
    else:
        faults = [
            "" if match["colon"] else "thiếu dấu hai chấm sau «Lưu»",
            "" if re.match(r"VT\s*([,(.]|$)", match["rest"]) else "thiếu «VT»",
            "" if "," in match["rest"] else "thiếu đơn vị soạn thảo",
            "" if last.text.rstrip().endswith(".") else "không kết thúc bằng dấu chấm",
        ]
        yield judge(last, faults)
    for entry in entries[:-1]:
        if entry.text.rstrip().endswith("."):
            yield failed(entry.place, "kết thúc bằng dấu chấm")


def nd30_rcp_13(subject: Subject) -> Iterator[Observation]:
    """With addressees the first recipient is `Như trên`."""
    entries = subject.main.all(Element.RECIPIENT)
    if subject.main.has(Element.ADDRESSEE_HEAD) and entries and subject.main.kind in _MAY:
        yield _check_first(entries[0], "- Như trên;")


def nd30_rcp_14(subject: Subject) -> Iterator[Observation]:
    """A decision's first recipient is the article that names who carries it out."""
    entries = subject.main.all(Element.RECIPIENT)
    if subject.main.kind is not Kind.DECISION or not entries:
        return
    match = re.match(r"^\s*-\s*Như Điều (\d+)", entries[0].text)
    if match is None:
        yield failed(entries[0].place, "dòng đầu không phải «- Như Điều …;»")
        return
    naming = _articles_with_executors(subject)
    if match[1] in naming:
        yield passed(entries[0].place)
    elif naming:
        yield failed(entries[0].place, f"người thi hành được nêu ở Điều {', '.join(naming)}")
    else:
        yield unsure(entries[0].place, f"Điều {match[1]} không nêu rõ người thi hành")


def nd30_rcp_15(subject: Subject) -> Iterator[Observation]:
    """Minutes end with `- Lưu: VT, Hồ sơ.`."""
    entries = subject.main.all(Element.RECIPIENT)
    if subject.main.kind is Kind.MINUTES and entries:
        is_filed = re.search(r"Lưu\s*:.*Hồ sơ", entries[-1].text, re.IGNORECASE)
        yield (
            passed(entries[-1].place) if is_filed else failed(entries[-1].place, "dòng Lưu không ghi «Hồ sơ»")
        )


def _articles_with_executors(subject: Subject) -> list[str]:
    """The numbers of the articles that name who carries the decision out."""
    article, naming = "", []
    for block in subject.main.all(Element.ARTICLE, Element.CLAUSE, Element.BODY):
        if found := patterns.ARTICLE.match(block.text):
            article = found[1]
        if article and article not in naming and _EXECUTORS.search(block.text):
            naming.append(article)
    return naming


def _addressees(subject: Subject) -> tuple[Block | None, list[Block]]:
    """The line `Kính gửi` and the entries below it, or on it."""
    head = subject.main.first(Element.ADDRESSEE_HEAD)
    entries = list(subject.main.all(Element.ADDRESSEE))
    if head is not None:
        own = re.sub(r"^\s*kính\s+gửi\s*:?", "", head.text, flags=re.IGNORECASE).strip()
        if own and entries:
            entries.insert(0, head)
    return head, entries


def _head_faults(subject: Subject, block: Block) -> Iterator[str]:
    text = block.text.strip()
    if not text.startswith("Nơi nhận"):
        yield f"viết «{text[:12]}»"
    if not re.match(r"nơi\s+nhận\s*:", text, re.IGNORECASE):
        yield "thiếu dấu hai chấm"
    if not re.fullmatch(r"nơi\s+nhận\s*:?", text, re.IGNORECASE):
        yield "không ở trên dòng riêng"
    if block.side is Side.RIGHT:
        yield "không sát lề trái"
    if not _is_level(subject, block):
        yield "không ngang với chức vụ người ký"
    yield from type_faults(block, _HEAD_SIZE, bold=True, italic=True)


def _is_level(subject: Subject, block: Block) -> bool:
    """Whether the words stand level with the first line of the signature, where that can be seen."""
    authority = subject.main.first(Element.SIGNING_AUTHORITY)
    if authority is None or subject.main.kind is Kind.MINUTES:
        return True
    columns = {(post.table, post.column) for post in subject.main.all(Element.SIGNING_AUTHORITY)}
    if len(columns) > 1:  # who signs together signs above it, side by side
        return True
    if block.top is not None and authority.top is not None and block.place.page == authority.place.page:
        return abs((block.bottom or block.top) - (authority.bottom or authority.top)) < 8
    if block.place.part or authority.place.part:  # in a text box, which floats
        return True
    if block.table is not None and block.table == authority.table:
        return block.row == authority.row
    return block.index == authority.index or block.table != authority.table


def _check_first(entry: Block, wanted: str) -> Observation:
    is_right = patterns.squeeze(entry.text) == wanted
    return (
        passed(entry.place)
        if is_right
        else failed(entry.place, f"dòng đầu là «{entry.text.strip()}», phải là «{wanted}»")
    )
