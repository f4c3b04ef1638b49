"""Converts several documents in one pass where that is certain to give what each gives alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import structlog

from service.conversion.completeness import count_letters, find_lost_letters
from service.conversion.cutting import cut_pieces
from service.conversion.failures import NotAlike
from service.conversion.fonts import list_letters
from service.conversion.joining import join_documents
from service.conversion.opening import open_raw
from service.conversion.values import Pdf, PdfRequest
from service.conversion.verify import find_faults
from service.errors import (
    ConversionFailed,
    ConversionTimedOut,
    OfficeBusy,
    OfficeUnavailable,
    OperatorError,
    ResultRejected,
)

_log = structlog.get_logger()

# What a document can be to blame for; a busy or stopping service is to blame for nothing in it.
_BLAMES_DOCUMENT = (ConversionFailed, ConversionTimedOut, ResultRejected)


@dataclass(frozen=True)
class Source:
    """A document to be converted, and what its PDF must be."""

    docx: bytes
    request: PdfRequest


def convert_all(
    sources: Sequence[Source],
    *,
    convert_alone: Callable[[bytes, PdfRequest], Pdf],
    convert_raw: Callable[[bytes, PdfRequest], bytes],
    fonts_dir: Path,
) -> list[Pdf | OperatorError]:
    """For each source its PDF, or the error that it alone is to blame for.

    A pass that fails, or whose pieces are in doubt, is halved until the culprit stands alone. Raises
    OfficeBusy and OfficeUnavailable, which concern all.
    """

    def convert(part: Sequence[Source]) -> list[Pdf | OperatorError]:
        if len(part) == 1:
            return [_try_alone(part[0], convert_alone)]
        try:
            return list(_convert_joined(part, convert_raw, fonts_dir))
        except NotAlike as exc:
            _log.info("documents_not_joined", reason=str(exc), documents=len(part))
            return [_try_alone(source, convert_alone) for source in part]
        except _BLAMES_DOCUMENT as exc:
            _log.warning("pass_halved", reason=str(exc), documents=len(part))
            middle = len(part) // 2
            return convert(part[:middle]) + convert(part[middle:])

    return convert(sources) if sources else []


def _try_alone(source: Source, convert_alone: Callable[[bytes, PdfRequest], Pdf]) -> Pdf | OperatorError:
    try:
        return convert_alone(source.docx, source.request)
    except (OfficeBusy, OfficeUnavailable):
        raise
    except OperatorError as error:
        return error


def _convert_joined(
    sources: Sequence[Source], convert_raw: Callable[[bytes, PdfRequest], bytes], fonts_dir: Path
) -> list[Pdf]:
    requests = [source.request for source in sources]
    if len({request.archival for request in requests}) > 1:
        raise NotAlike("requests")
    joined = join_documents([source.docx for source in sources])
    raw = convert_raw(joined.docx, PdfRequest(archival=requests[0].archival, with_marks=True))
    with open_raw(raw) as pdf:
        if faults := find_faults(pdf, requests[0], joined.titles[0], list_letters(fonts_dir)):
            raise ResultRejected("; ".join(faults))
        pieces = cut_pieces(pdf, joined, requests)
    pages = iter(count_letters(raw))
    for source, piece in zip(sources, pieces, strict=True):
        if lost := find_lost_letters(source.docx, islice(pages, piece.pages)):
            raise ResultRejected(f"letters lost: {lost}")
    return pieces
