"""Measures files in processes that can be ended: whatever a file does to its reader, the service goes on."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from service.conformance.check import check_file
from service.conformance.house import USUAL, House, load_house
from service.conformance.verdict import describe_report
from service.errors import DocumentUnreadable
from service.workers import TooHardError, Workers, serve

LIMIT = timedelta(seconds=10)  # a hundred times what a long document takes


class Measurer:
    """Processes that measure files; they start when first needed, and `close` ends them."""

    def __init__(self, limit: timedelta = LIMIT, house_rules: Path | None = None) -> None:
        self._workers = Workers(__name__, [] if house_rules is None else [str(house_rules)], limit)

    def measure(self, content: bytes) -> dict[str, Any]:
        """The report on a DOCX or PDF as JSON values; raises `DocumentUnreadable`."""
        try:
            answer = self._workers.ask(content)
        except TooHardError as exc:
            raise DocumentUnreadable("too-complex") from exc
        said: dict[str, Any] = json.loads(answer)
        if "unreadable" in said:
            raise DocumentUnreadable(said["unreadable"])
        return said

    def close(self) -> None:
        """Ends the processes that wait for work."""
        self._workers.close()


def _answer(house: House, content: bytes) -> bytes:
    return json.dumps(_measure(content, house)).encode()


def _measure(content: bytes, house: House) -> dict[str, Any]:
    try:
        return describe_report(check_file(content, house=house))
    except DocumentUnreadable as exc:
        return {"unreadable": exc.reason}


if __name__ == "__main__":
    serve(partial(_answer, load_house(Path(sys.argv[1])) if len(sys.argv) > 1 else USUAL))
