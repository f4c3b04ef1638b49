"""The tags of one part read leniently: every fault is noted and mended in place, so that the next shows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from service.errors import EditorError
from service.rendering import gate
from service.rendering.blocks import Block, Blocks, match_blocks, statement_of
from service.rendering.dialect import JinjaSource
from service.rendering.environment import environment
from service.rendering.faults import translated_errors
from service.rendering.filters import FILTERS
from service.rendering.paragraph_text import Change, ParagraphText
from service.rendering.reasons import Reason
from service.rendering.tags import OPENING, QUOTE_LENGTH, TAG, Tag, check_size, quote
from service.rendering.wordml import CELL, PARAGRAPH, ROW, RUN, text_of

# What somebody who meant a tag may have typed: blanks between its braces, a brace or a sign too few.
# Possessive throughout: a paragraph of blanks must not be tried in every way of sharing them out.
_MEANT = re.compile(r"(?P<open>\{[\s{%]*+)(?P<inner>[^{}%\s][^{}%]*+)(?P<close>[}%][\s}%]*+)")
# A tag whose end is clear although it lacks its last braces: it fills a paragraph, or is one word.
_UNCLOSED = re.compile(
    r"\{%(?:p|tr|tc)\s[^{}]*$"
    r"|\{%\s*(?:endif|endfor|else)\b[ ]?"
    r"|\{\{\s*[a-z_][\w.]*(?:\s*\|\s*\w+)?(?![\w.]|\s*[}|(])"
)
_PATH = re.compile(r"[A-Za-z_][\w.]*(\s*\|\s*\w+)?")
_STATEMENTS = frozenset({"if", "elif", "else", "endif", "for", "endfor"})
_PREFIX = re.compile(r"^(\{[{%][-+]?\s*)(p|tr|tc|r)\s+")
_HOLDERS = {"p": PARAGRAPH, "tr": ROW, "tc": CELL, "r": RUN}
_MOST_LOOPS = 4
_END_LENGTH = 40  # characters of the words that a block is to end after
_CLOSERS = {"if": "{% endif %}", "for": "{% endfor %}"}


@dataclass(frozen=True)
class Fault:
    """One thing wrong: why, where in Word, the words there, and facts for the sentence about it."""

    reason: Reason
    place: str
    quote: str
    facts: Mapping[str, str] = field(default_factory=dict)


BLANK = "\u2026"
"""What stands for a value that a template cannot print, where it is tried all the same."""

Report = Callable[[Fault], None]


@dataclass(frozen=True)
class _Found:
    """A tag, the paragraph that holds it, and where in the paragraph's text it stands."""

    tag: Tag
    holder: ParagraphText
    start: int
    end: int

    @property
    def prefix(self) -> str:
        """The prefix for docxtpl: `p`, `tr`, `tc`, `r` or nothing."""
        match = _PREFIX.match(self.tag.text)
        return match[2] if match else ""

    @property
    def plain(self) -> str:
        """The tag as Jinja reads it."""
        return _PREFIX.sub(r"\1", self.tag.text)


def scan_tags(root: etree._Element, places: Mapping[etree._Element, str], label: str, report: Report) -> None:
    """Reports every fault of the tags in a part, and takes out of the part what is at fault."""
    texts = [(ParagraphText(paragraph), places.get(paragraph, label)) for paragraph in root.iter(PARAGRAPH)]
    for text, place in texts:
        _mend_braces(text, place, report)
    _Scanner(list(_find(texts)), report).scan()


def refuse_tags(
    root: etree._Element, places: Mapping[etree._Element, str], label: str, report: Report
) -> None:
    """Reports every tag of a part that is not filled, and takes it out."""
    for paragraph in root.iter(PARAGRAPH):
        text = ParagraphText(paragraph)
        tags = list(TAG.finditer(text.text))
        for tag in tags:
            report(Fault(Reason.TAG_MISPLACED, places.get(paragraph, label), quote(tag[0])))
        if tags:
            text.rewrite([Change(*tag.span(), "") for tag in tags])


def drop_tag(root: etree._Element, places: Mapping[etree._Element, str], place: str, words: str) -> bool:
    """Takes the tag that an error names out of a part, or all tags at its place; whether there was any."""
    has_dropped = False
    for paragraph in list(root.iter(PARAGRAPH)):
        if places.get(paragraph, "") != place:
            continue
        text = ParagraphText(paragraph)
        tags = list(TAG.finditer(text.text))
        named = [tag for tag in tags if quote(tag[0]) == words] or tags
        if named:
            text.rewrite([Change(*tag.span(), "") for tag in named])
            has_dropped = True
    return has_dropped


def blank_tag(root: etree._Element, places: Mapping[etree._Element, str], place: str, words: str) -> bool:
    """Puts `BLANK`, or what is always so, in the place of the tag with these words; whether there was any."""
    has_changed = False
    for paragraph in root.iter(PARAGRAPH):
        if places.get(paragraph, "") != place:
            continue
        text = ParagraphText(paragraph)
        changes = [
            Change(*tag.span(), _blank(tag[0]))
            for tag in TAG.finditer(text.text)
            if quote(" ".join(tag[0].split())) == words and _blank(tag[0]) != tag[0]
        ]
        if changes:
            text.rewrite(changes)
            has_changed = True
    return has_changed


def _blank(tag: str) -> str:
    if tag.startswith("{{"):
        return BLANK
    fixed = re.sub(r"\b(if|elif)\s.*?([-+]?%\})$", r"\1 1 \2", tag)
    return re.sub(r"\b(for\s+\w+\s+in)\s.*?([-+]?%\})$", r"\1 [] \2", fixed)


def _find(texts: Sequence[tuple[ParagraphText, str]]) -> Iterator[_Found]:
    for text, place in texts:
        for match in TAG.finditer(text.text):
            yield _Found(Tag(" ".join(match[0].split()), place), text, *match.span())


def _mend_braces(text: ParagraphText, place: str, report: Report) -> None:
    """Braces outside whole tags: what was meant where that is clear, and away with the others."""
    rest = TAG.sub(lambda tag: " " * len(tag[0]), text.text)
    if not re.search("[{}]", rest):
        return
    changes = []
    for match in _MEANT.finditer(rest):
        meant = _guess(match)
        if meant is not None:
            report(Fault(Reason.DELIMITER_WRONG, place, quote(match[0]), {"meant": meant}))
            end = match.start() + len(match[0].rstrip())
            changes.append(Change(match.start(), end, meant))
    for match in _UNCLOSED.finditer(rest):
        meant = f"{match[0].rstrip()} {'}}' if match[0].startswith('{{') else '%}'}"
        report(Fault(Reason.TAG_NOT_CLOSED, place, quote(match[0]), {"meant": meant}))
        changes.append(Change(*match.span(), meant))
    for change in changes:
        rest = rest[: change.start] + " " * (change.end - change.start) + rest[change.end :]
    for brace in re.finditer(r"\{[{%#]|[%#]?\}\}?|[{}]", rest):
        is_opening = OPENING.match(brace[0]) is not None
        start = brace.start() if is_opening else max(0, brace.start() - QUOTE_LENGTH // 2)
        reason = Reason.TAG_NOT_CLOSED if is_opening else Reason.BRACE_STRAY
        report(Fault(reason, place, quote(text.text[start : start + QUOTE_LENGTH])))
        changes.append(Change(*brace.span(), ""))
    text.rewrite(changes)


def _guess(match: re.Match[str]) -> str | None:
    """The tag that mistyped braces were meant to be, if there can be little doubt."""
    opening, closing = (re.sub(r"\s", "", match[name]) for name in ("open", "close"))
    inner = " ".join(match["inner"].split())
    is_statement = inner.split(" ")[0] in _STATEMENTS or inner.split(" ")[0] in _HOLDERS
    if len(opening) == len(closing) == 1 and not (is_statement or _PATH.fullmatch(inner)):
        return None
    if len(opening) > 2 or len(closing) > 2 or not closing.endswith("}"):
        return None
    is_paragraph = is_statement and inner.split(" ")[0] in _HOLDERS
    meant = f"{{%{'' if is_paragraph else ' '}{inner} %}}" if is_statement else f"{{{{ {inner} }}}}"
    return meant if TAG.fullmatch(meant) else None


class _Scanner:
    """Goes through the tags of a part; what is to be taken out is noted first and done at the end."""

    def __init__(self, found: list[_Found], report: Report) -> None:
        self._found = found
        self._report = report
        self._dropped: set[int] = set()
        self._unprefixed: set[int] = set()

    def scan(self) -> None:
        for position in range(len(self._found)):
            self._check_alone(position)
            self._check_statement(position)
        blocks = match_blocks(["" if self._is_gone(i) else one.tag.text for i, one in enumerate(self._found)])
        self._note_block_faults(blocks)
        for block in blocks.closed:
            self._check_crossing(block)
        in_block = {tag: block for block in blocks.closed for tag in block.tags}
        for position in range(len(self._found)):
            self._check_expression(position, blocks, in_block.get(position))
        self._mend()

    def _is_gone(self, position: int) -> bool:
        return position in self._dropped

    def _note(self, position: int, reason: Reason, **facts: str) -> None:
        tag = self._found[position].tag
        self._report(Fault(reason, tag.place, tag.quote, facts))

    def _note_error(self, position: int, error: EditorError) -> None:
        tag = self._found[position].tag
        reason = Reason(error.facts["reason"])
        facts = (
            {"meant": meant} if (meant := _find_filter(tag.text)) and reason is Reason.FILTER_UNKNOWN else {}
        )
        self._report(Fault(reason, tag.place, tag.quote, facts))

    def _check_alone(self, position: int) -> None:
        """A tag for a whole paragraph, row, cell or run takes the place of all that is in it."""
        one = self._found[position]
        name = _HOLDERS.get(one.prefix)
        if name is None or one.tag.text.startswith("{{"):
            return
        if one.prefix in ("p", "r"):
            others = one.holder.text[: one.start] + one.holder.text[one.end :] if one.prefix == "p" else ""
        else:
            holder = next(one.holder.paragraph.iterancestors(name), None)
            if holder is None:
                self._note(position, Reason.TAG_NOT_ALONE)
                self._unprefixed.add(position)
                return
            others = text_of(holder).replace(one.holder.text[one.start : one.end], "", 1)
        if others.strip():
            self._note(position, Reason.TAG_NOT_ALONE)
            self._unprefixed.add(position)

    def _check_statement(self, position: int) -> None:
        tag = self._found[position].tag
        try:
            check_size(tag, "")
            gate.check_statements((tag,), "")
        except EditorError as error:
            self._note_error(position, error)
            self._dropped.add(position)

    def _note_block_faults(self, blocks: Blocks) -> None:
        for fault in blocks.faults:
            other = self._found[fault.other].tag if fault.other is not None else None
            facts = {"other": other.text, "other_place": other.place} if other is not None else {}
            if fault.reason is Reason.BLOCK_NOT_CLOSED:
                facts |= _propose_end(self._found[fault.tag])
            self._note(fault.tag, fault.reason, **facts)
        self._dropped |= blocks.loose

    def _check_crossing(self, block: Block) -> None:
        first = self._found[block.tags[0]]
        level = self._level(block.tags[0])
        for position in block.tags[1:]:
            if self._level(position) != level:
                self._note(position, Reason.BLOCK_CROSSES, other=first.tag.text, other_place=first.tag.place)
                self._dropped.update(block.tags)
                return

    def _level(self, position: int) -> tuple[str, ...]:
        """The names of the elements that are open where the tag will stand."""
        one = self._found[position]
        prefix = "" if position in self._unprefixed else one.prefix
        paragraph = one.holder.paragraph
        if prefix in ("tr", "tc"):
            start = next(paragraph.iterancestors(_HOLDERS[prefix]), paragraph).getparent()
        else:
            start = paragraph.getparent() if prefix == "p" else paragraph
        if start is None:
            return ()
        return (str(start.tag), *(str(outer.tag) for outer in start.iterancestors()))

    def _check_expression(self, position: int, blocks: Blocks, block: Block | None) -> None:
        if self._is_gone(position) or self._found[position].tag.text.startswith("{#"):
            return
        name = statement_of(self._found[position].tag.text)
        if name in ("else", "endif", "endfor"):
            return
        loops = [
            outer
            for outer in blocks.around.get(position, ())
            if outer not in self._dropped and statement_of(self._found[outer].tag.text) == "for"
        ]
        nearest = loops[-_MOST_LOOPS:]  # one more than may be: what is beyond is refused all the same
        try:
            _check_by_itself(self._found[position], [self._found[loop] for loop in nearest])
        except EditorError as error:
            self._note_error(position, error)
            self._dropped.update(block.tags if block is not None else (position,))

    def _mend(self) -> None:
        by_holder: dict[int, list[int]] = {}
        for position in sorted(self._dropped | self._unprefixed):
            by_holder.setdefault(id(self._found[position].holder), []).append(position)
        for positions in by_holder.values():
            holder = self._found[positions[0]].holder
            changes = [
                Change(
                    self._found[position].start,
                    self._found[position].end,
                    "" if position in self._dropped else self._found[position].plain,
                )
                for position in positions
            ]
            whole = [self._found[position] for position in positions if position in self._dropped]
            holder.rewrite(changes)
            for one in whole:
                _drop_holder(one)


def _propose_end(one: _Found) -> dict[str, str]:
    """The tag that closes a block, and after which words it most likely belongs.

    That is the end of the same paragraph; for a tag that takes a whole paragraph, row or cell, the end of
    the next one.
    """
    name = statement_of(one.tag.text)
    closing = f"{{%{one.prefix} end{name} %}}" if one.prefix else f"{{% end{name} %}}"
    holder = _HOLDERS.get(one.prefix) if one.prefix != "r" else None
    if holder is None:
        words = one.holder.text[one.end :]
    else:
        start = one.holder.paragraph
        whole = start if holder == PARAGRAPH else next(start.iterancestors(holder), start)
        after = next((other for other in whole.itersiblings(holder) if text_of(other).strip()), None)
        words = text_of(after) if after is not None else ""
    last = " ".join(TAG.sub(" ", words).split())[-_END_LENGTH:].strip()
    return {"closing": closing, "level": one.prefix, **({"after": last} if last else {})}


def _drop_holder(one: _Found) -> None:
    """Takes out the paragraph or row that held nothing but a tag for all of it."""
    name = _HOLDERS.get(one.prefix)
    if name not in (PARAGRAPH, ROW):
        return
    paragraph = one.holder.paragraph
    element = paragraph if name == PARAGRAPH else next(paragraph.iterancestors(ROW), None)
    if element is None or text_of(element).strip():
        return
    parent = element.getparent()
    if parent is not None and len(parent.findall(name)) > 1:
        parent.remove(element)


def _check_by_itself(one: _Found, loops: Sequence[_Found]) -> None:
    """Raises what the gate says of one tag within its loops."""
    name = statement_of(one.tag.text)
    before = "{% if 0 %}" if name == "elif" else ""
    after = _CLOSERS.get("if" if name == "elif" else name, "")
    lines = ["", *(loop.plain for loop in loops), f"{before}{one.plain}{after}"]
    text = "\n".join(lines) + "{% endfor %}" * len(loops)
    source = JinjaSource("", text, (*(loop.tag for loop in loops), one.tag))
    with translated_errors(source, "", ""):
        gate.check_expressions(environment().parse(text), source, "")


def _find_filter(tag: str) -> str:
    """The filter that an unknown one in a tag most likely is meant to be."""
    for name in re.findall(r"\|\s*(\w+)", tag):
        if name not in FILTERS:
            close = difflib.get_close_matches(name, FILTERS, n=1)
            return close[0] if close else ""
    return ""
