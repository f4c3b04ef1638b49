"""What can go wrong with one office; `pool.py` makes of it what callers see."""


class OfficeLost(Exception):  # noqa: N818  # it says what happened
    """The office is gone or cannot be trusted; this says nothing about the document."""


class OfficeHung(OfficeLost):
    """The office did not answer in time."""


class OfficeMistrusted(OfficeLost):
    """The office lives, but what it makes is wrong."""


class NoRoom(Exception):  # noqa: N818  # it says what happened
    """The working folder is full: neither the office nor the document is to blame."""


class DocumentRefused(Exception):  # noqa: N818  # it says what happened
    """The office answered that it cannot convert the document."""


class NotAlike(Exception):  # noqa: N818  # it says what happened
    """Documents cannot pass through an office together; each is converted alone instead."""
