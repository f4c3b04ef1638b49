"""The plain values that conversion takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

# Written into a PDF whose request names no moment: the same request must give the same bytes on any day.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class PdfRequest:
    """What the PDF must be.

    `archival` asks for a tagged PDF/A-2b, else it is a plain PDF. `moment` is written as its date of
    creation and modification; one without a time zone counts as UTC. `with_marks` makes named destinations
    of the document's bookmarks.
    """

    archival: bool = True
    moment: datetime | None = None
    with_marks: bool = False


@dataclass(frozen=True)
class Pdf:
    """A finished PDF, verified and in canonical form."""

    content: bytes
    pages: int


@dataclass(frozen=True)
class PoolSettings:
    """How many offices there are, where they work and how long anything may take.

    `queue_limit` counts requests that wait, not those at work. `conversion_timeout` is for one attempt;
    waiting in the queue has its own budget. An office is replaced after `recycle_after` documents or above
    `memory_limit_mb`; one that grows to twice that over a single document dies. `work_dir` is where the
    offices' folders are made, best on tmpfs; None is the system's folder for temporary files.
    """

    fonts_dir: Path
    size: int = 2
    queue_limit: int = 32
    queue_timeout: timedelta = timedelta(seconds=30)
    conversion_timeout: timedelta = timedelta(seconds=60)
    start_timeout: timedelta = timedelta(seconds=30)
    recycle_after: int = 200
    memory_limit_mb: int = 600
    work_dir: Path | None = None
    soffice: Path = Path("/usr/bin/soffice")
    system_python: Path = Path("/usr/bin/python3")


@dataclass(frozen=True)
class PoolStatus:
    """What the pool is doing, in counts for a health page.

    `ready` offices have passed their probe; `busy` ones among them are converting now. `waiting` requests
    stand in the queue. `rss_mb` is the offices' memory together, `set_aside` counts documents that are not
    tried again for a while. All others only grow: `restarts` is the sum of offices that were `worn`, have
    `died`, `hung`, or were `mistrusted` after a wrong canary or a conversion broken off; `start_failures`
    come on top. `retries` counts documents that were given to a second office.
    """

    ready: int
    busy: int
    starting: int
    waiting: int
    restarts: int
    conversions: int
    rss_mb: int
    worn: int = 0
    died: int = 0
    hung: int = 0
    mistrusted: int = 0
    start_failures: int = 0
    retries: int = 0
    set_aside: int = 0
