"""Log lines: structured events on stderr, never with the content of a document."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def configure_logs(format: Literal["json", "console"], level: int = logging.INFO) -> None:
    """Sends the events of the service and of its libraries to stderr, in one form."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_messages,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(format)],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)


def _renderer(format: Literal["json", "console"]) -> Processor:
    if format == "console":
        return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _without_messages(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Turns an exception into its types and places in the code.

    Its message stays out: those of pydantic, Jinja and docxtpl quote the data or the document.
    """
    given = event.pop("exc_info", None)
    exception = given[1] if isinstance(given, tuple) else given
    if given is True:
        exception = sys.exception()
    if isinstance(exception, BaseException):
        event["error"] = [
            {"type": type(one).__qualname__, "at": list(_places(one.__traceback__))}
            for one in _chain(exception)
        ]
    return event


def _chain(exception: BaseException | None) -> Iterator[BaseException]:
    """The exception, what caused it, and so on."""
    seen: set[int] = set()
    while exception is not None and id(exception) not in seen:
        seen.add(id(exception))
        yield exception
        exception = exception.__cause__ or (None if exception.__suppress_context__ else exception.__context__)


def _places(frames: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(frames):
        yield f"{frame.filename}:{frame.lineno} {frame.name}"
