from __future__ import annotations

import pytest

from service.errors import TemplateForbidden, TemplateSyntaxWrong
from service.rendering import Reason
from tests.rendering.builder import compile_body, fill, paragraph

ALLOWED = {
    "key": ("{{ unit.name }}", "Sở Tài chính"),
    "key in brackets": ('{{ unit["name"] }}', "Sở Tài chính"),
    "key named like a method": ("{{ unit.items }}", "hồ sơ"),
    "element": ("{{ names[1] }}", "hai"),
    "filter": ("{{ unit.name|chu_hoa }}", "SỞ TÀI CHÍNH"),
    "filters in a row": ('{{ names|join(", ")|hoa_dau }}', "Một, hai"),
    "choice": ("{% if number == 2 and not (missing is defined) %}hai{% else %}khác{% endif %}", "hai"),
    "choice of several": ("{% if number > 5 %}a{% elif number in [1, 2] %}b{% endif %}", "b"),
    "null": ("{% if nothing is none %}trống{% endif %}", "trống"),
    "short choice": ('{{ "có" if unit.name else "không" }}', "có"),
    "joined words": ('{{ unit.name ~ "/" ~ number }}', "Sở Tài chính/2"),
    "loop": (
        "{% for name in names %}{{ loop.index }}.{{ name }}{% if not loop.last %};{% endif %}{% endfor %}",
        "1.một;2.hai",
    ),
    "loop with condition": ('{% for name in names if name != "hai" %}{{ name }}{% endfor %}', "một"),
    "empty loop": ("{% for name in [] %}{{ name }}{% else %}không có{% endfor %}", "không có"),
    "long comment": ("{# " + "((ghi chú)) " * 60 + "#}hết", "hết"),
    "comment": ("{# ghi chú của người soạn: {{ unit.name }} #}hết", "hết"),
    "default": ('{{ nothing|default("…") }}{{ missing|default("…") }}', "……"),
    "Word's own quotes": ("{{ names|join(“, ”) }}", "một, hai"),
    "ampersand in a constant": ('{{ names|join(" & < > ") }}', "một & < > hai"),
}
DATA = {
    "unit": {"name": "Sở Tài chính", "items": "hồ sơ"},
    "names": ["một", "hai"],
    "number": 2,
    "nothing": None,
}


@pytest.mark.parametrize(("source", "expected"), ALLOWED.values(), ids=ALLOWED.keys())
def test_allowed_expression_is_filled(source: str, expected: str) -> None:
    assert fill(paragraph(source), **DATA) == [expected]


FORBIDDEN = {
    "call": ("{{ f() }}", Reason.EXPRESSION),
    "sum": ("{{ number + 1 }}", Reason.EXPRESSION),
    "mapping": ('{{ {"a": 1} }}', Reason.EXPRESSION),
    "slice": ("{{ names[0:1] }}", Reason.EXPRESSION),
    "computed key": ("{{ unit[name] }}", Reason.EXPRESSION),
    "two targets": ("{% for a, b in names %}{% endfor %}", Reason.EXPRESSION),
    "recursive loop": ("{% for a in names recursive %}{% endfor %}", Reason.EXPRESSION),
    "control character in a constant": ('{{ "a\\tb" }}', Reason.EXPRESSION),
    "half a character in a constant": ('{{ "\\ud800" }}', Reason.EXPRESSION),
    "private name": ("{{ _x }}", Reason.NAME_PRIVATE),
    "private key": ("{{ unit._x }}", Reason.NAME_PRIVATE),
    "private key in brackets": ('{{ unit["__class__"] }}', Reason.NAME_PRIVATE),
    "Jinja's own name": ("{{ self }}", Reason.NAME_PRIVATE),
    "Jinja's filter": ("{{ unit|tojson }}", Reason.FILTER_UNKNOWN),
    "unknown filter in a loop": ("{% for a in names %}{{ a|mau }}{% endfor %}", Reason.FILTER_UNKNOWN),
    "test": ("{% if number is odd %}{% endif %}", Reason.TEST_UNKNOWN),
    "loop by itself": ("{% for a in names %}{{ loop }}{% endfor %}", Reason.LOOP),
    "part of loop": ("{% for a in names %}{{ loop.previtem }}{% endfor %}", Reason.LOOP),
    "loop after its end": ("{% for a in names %}{% endfor %}{{ loop.index }}", Reason.LOOP),
    "loop in its else": ("{% for a in names %}{% else %}{{ loop.index }}{% endfor %}", Reason.LOOP),
    "loop as a variable": ("{% for loop in names %}{% endfor %}", Reason.LOOP),
    "four loops": ("{% for a in names %}" * 4 + "{% endfor %}" * 4, Reason.TOO_DEEP),
    "eleven conditions": ("{% if a %}" * 11 + "{% endif %}" * 11, Reason.TOO_DEEP),
    "eleven brackets": ("{{ " + "(" * 11 + "a" + ")" * 11 + " }}", Reason.TOO_DEEP),
    "statement": ("{% set a = 1 %}", Reason.TAG_FORBIDDEN),
    "statement for paragraphs": ("{%p macro a() %}", Reason.TAG_FORBIDDEN),
    "docxtpl's statement": ("{% colspan number %}", Reason.TAG_FORBIDDEN),
    "XML": ("{{r number }}", Reason.TAG_FORBIDDEN),
}


@pytest.mark.parametrize(("source", "reason"), FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_forbidden_expression_is_refused(source: str, reason: Reason) -> None:
    with pytest.raises(TemplateForbidden) as caught:
        compile_body(paragraph(source))
    assert caught.value.reason == reason


WRONG = {
    "not closed": ("Số {{ so_hieu }", Reason.TAG_NOT_CLOSED, "{{ so_hieu }"),
    "not closed before another": ("{{ a } và {{ b }}", Reason.TAG_NOT_CLOSED, "{{ a } và {{ b }}"),
    "one brace": ("Số {so_hieu}", Reason.BRACE_STRAY, "Số {so_hieu}"),
    "closed twice": ("{{ a }}}}", Reason.BRACE_STRAY, "{{ a }}}}"),
    "two words": ("{{ unit name }}", Reason.SYNTAX, "{{ unit name }}"),
    "nothing": ("{{ }}", Reason.SYNTAX, "{{ }}"),
    "odd character": ("{{ a – b }}", Reason.SYNTAX, "{{ a – b }}"),
    "unknown statement": ("{% neu a %}", Reason.TAG_UNKNOWN, "{% neu a %}"),
    "filter given too much": ("{{ day|ngay_dai(1) }}", Reason.FILTER_ARGUMENTS, "{{ day|ngay_dai(1) }}"),
    "too long": ("{{ " + "a" * 400 + " }}", Reason.TAG_TOO_LONG, "{{ " + "a" * 57 + "…"),
}


@pytest.mark.parametrize(("source", "reason", "quote"), WRONG.values(), ids=WRONG.keys())
def test_malformed_tag_is_refused_with_its_words(source: str, reason: Reason, quote: str) -> None:
    with pytest.raises(TemplateSyntaxWrong) as caught:
        compile_body(paragraph("một") + paragraph(source))
    assert (caught.value.reason, caught.value.place, caught.value.quote) == (reason, "đoạn 2", quote)


def test_error_names_the_tag_at_fault_among_several() -> None:
    with pytest.raises(TemplateForbidden) as caught:
        compile_body(paragraph("{{ a }} và {{ b|upper }} và {{ c }}"))
    assert caught.value.quote == "{{ b|upper }}"
