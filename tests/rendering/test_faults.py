"""No error of Jinja, docxtpl or lxml leaves the package."""

from __future__ import annotations

import random

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.errors import EditorError, TemplateFailed, TemplateForbidden, TemplateSyntaxWrong
from service.rendering import Reason, compile_template
from service.rendering.dialect import JinjaSource
from service.rendering.environment import NullValueError
from service.rendering.faults import translated_errors
from service.rendering.tags import Tag
from tests.rendering.builder import PROPERTIES, make_docx, paragraph

SOURCE = JinjaSource("", "", (Tag("{{ a }}", "đoạn 1"), Tag("{{ b }}", "đoạn 2")))
PART = "word/document.xml"


def raised_in_template(error: Exception) -> None:
    """Raises `error` in a frame that looks like that of the second tag."""
    code = compile("\n\nraise error", PART, "exec")
    exec(code, {"error": error})  # noqa: S102  # as Jinja runs its templates


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (jinja2.UndefinedError(), Reason.VALUE_UNDEFINED),
        (NullValueError(), Reason.VALUE_EMPTY),
        (jinja2.TemplateRuntimeError(), Reason.VALUE_UNSUITABLE),
        (TypeError(), Reason.VALUE_UNSUITABLE),
        (ValueError(), Reason.VALUE_UNSUITABLE),
        (ZeroDivisionError(), Reason.VALUE_UNSUITABLE),
        (IndexError(), Reason.VALUE_UNSUITABLE),
    ],
    ids=lambda value: type(value).__name__,
)
def test_error_while_filling_is_translated_with_its_tag(error: Exception, reason: Reason) -> None:
    with pytest.raises(TemplateFailed) as caught, translated_errors(SOURCE, PART, "mau.docx"):
        raised_in_template(error)
    assert (caught.value.reason, caught.value.place, caught.value.quote) == (reason, "đoạn 2", "{{ b }}")
    assert caught.value.__cause__ is error


def test_syntax_error_is_translated_with_its_tag() -> None:
    with pytest.raises(TemplateSyntaxWrong) as caught, translated_errors(SOURCE, PART, "mau.docx"):
        raise jinja2.TemplateSyntaxError("x", 2)
    assert (caught.value.place, caught.value.quote) == ("đoạn 1", "{{ a }}")


@pytest.mark.parametrize("error", [RecursionError(), SyntaxError()], ids=lambda value: type(value).__name__)
def test_template_beyond_the_compiler_is_forbidden(error: Exception) -> None:
    with pytest.raises(TemplateForbidden) as caught, translated_errors(SOURCE, PART, "mau.docx"):
        raise error
    assert caught.value.reason == Reason.TOO_DEEP


def test_broken_xml_is_translated() -> None:
    with pytest.raises(TemplateFailed) as caught, translated_errors(SOURCE, PART, "mau.docx"):
        etree.fromstring("<a>")
    assert caught.value.reason == Reason.XML_MALFORMED


@pytest.mark.parametrize("error", [KeyError("x"), TypeError("x"), AttributeError("x"), OSError("x")])
def test_error_of_our_own_is_left_as_it_is(error: Exception) -> None:
    with pytest.raises(type(error)), translated_errors(SOURCE, PART, "mau.docx"):
        raise error


FRAGMENTS = st.sampled_from(
    [
        *("{{", "}}", "{%", "%}", "{#", "#}", "{%p ", "{%tr ", "{%tc ", "{%r ", "{%-", "-%}", "{", "}", "%"),
        *(
            "if ",
            "for x in y",
            "endif",
            "endfor",
            "else",
            "elif a",
            "set a = 1",
            "raw",
            "a",
            "b.c",
            "|so",
            "|join(",
            ")",
        ),
        *(
            "(",
            "[",
            "]",
            '"',
            "'",
            "“",
            "0",
            "1e9",
            ".",
            "~",
            "loop.index",
            " ",
            "\u00a0",
            "chữ",
            "&",
            "<",
            ">",
            "\n",
        ),
    ]
)


@given(st.lists(st.lists(FRAGMENTS, max_size=8).map("".join), min_size=1, max_size=4), st.randoms())
@settings(max_examples=400, deadline=None)
def test_any_scribble_is_refused_by_us_or_filled(texts: list[str], chance: random.Random) -> None:
    def split(text: str) -> list[str]:
        middle = chance.randint(0, len(text))
        return [text[:middle], text[middle:]]

    source = make_docx("".join(paragraph(*split(text)) for text in texts))
    try:
        compile_template(source, name="mau.docx").fill({"a": 1, "b": {"c": "x"}, "y": ["z"]}, PROPERTIES)
    except EditorError as error:
        assert getattr(error, "place", "x")
