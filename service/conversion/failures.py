"""What can go wrong with one office; `pool.py` makes of it what callers see."""


class OfficeLost(Exception):  # noqa: N818  # it says what happened
    """The office is gone or cannot be trusted; this says nothing about the document."""


class OfficeHung(OfficeLost):
    """The office did not answer in time."""


class DocumentRefused(Exception):  # noqa: N818  # it says what happened
    """The office answered that it cannot convert the document."""


class NotAlike(Exception):  # noqa: N818  # it says what happened
    """Documents cannot pass through an office together; each is converted alone instead."""
