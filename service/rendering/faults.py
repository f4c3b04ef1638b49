"""What Jinja, docxtpl and lxml raise, turned into our errors with place and words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateError
from lxml import etree

from service.errors import TemplateFailed, TemplateForbidden, TemplateSyntaxWrong
from service.rendering.dialect import JinjaSource
from service.rendering.environment import NullValueError
from service.rendering.reasons import Reason


@contextmanager
def translated_errors(source: JinjaSource, part: str, template: str) -> Iterator[None]:
    """Raises our errors for those that compiling or filling one part brings.

    Other exceptions pass: if neither template nor data can be shown to be at fault, we are.
    """
    try:
        yield
    except TemplateSyntaxError as exc:
        raise TemplateSyntaxWrong(template, *_locate(source, exc.lineno), Reason.SYNTAX) from exc
    except UndefinedError as exc:
        raise TemplateFailed(template, *_locate(source, _line_in(exc, part)), Reason.VALUE_UNDEFINED) from exc
    except NullValueError as exc:
        raise TemplateFailed(template, *_locate(source, _line_in(exc, part)), Reason.VALUE_EMPTY) from exc
    except etree.XMLSyntaxError as exc:
        raise TemplateFailed(template, *_locate(source, None), Reason.XML_MALFORMED) from exc
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as exc:
        line = _line_in(exc, part)
        if line is None:
            raise
        raise TemplateFailed(template, *_locate(source, line), Reason.VALUE_UNSUITABLE) from exc
    except (RecursionError, SyntaxError) as exc:
        raise TemplateForbidden(template, *_locate(source, None), Reason.TOO_DEEP) from exc


def _line_in(exc: BaseException, part: str) -> int | None:
    """The line of the template at which `exc` was raised: Jinja gives its frames the part's name."""
    line = None
    frame: TracebackType | None = exc.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == part:
            line = frame.tb_lineno
        frame = frame.tb_next
    return line


def _locate(source: JinjaSource, line: int | None) -> tuple[str, str]:
    if line is None:
        return source.place, ""
    tag = source.tag_at(line)
    return tag.place, tag.quote
