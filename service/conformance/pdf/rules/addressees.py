"""Rules of those a letter is addressed to that their places on the page decide."""

from __future__ import annotations

from collections.abc import Iterator

from service.conformance.elements import Element
from service.conformance.patterns import LIST_MARK
from service.conformance.pdf.reading import DrawnSubject
from service.conformance.verdict import Observation, failed

_ALIGNED = 1.5  # points


def nd30_rcp_04(subject: DrawnSubject) -> Iterator[Observation]:
    """The dashes of several addressees stand below one another."""
    entries = [block for block in subject.main.all(Element.ADDRESSEE) if LIST_MARK.match(block.text)]
    for block in entries[1:]:
        if abs((block.x0 or 0.0) - (entries[0].x0 or 0.0)) > _ALIGNED:
            yield failed(block.place, "gạch đầu dòng không thẳng hàng với dòng trên")
