"""What every command tells its user: lines on stdout and stderr, and the exit codes."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from service.errors import DataInvalid, Fixer, ServiceError
from service.messages import describe, describe_fault

EXIT_BUG, EXIT_WRONG_COMMAND = 1, 2
EXIT_STOPPED = 130  # as shells say of a command that Ctrl-C ended
EXIT_CODES: Mapping[Fixer, int] = {Fixer.CLERK: 3, Fixer.EDITOR: 4, Fixer.OPERATOR: 5}


def tell(error: ServiceError) -> None:
    """Prints on stderr what is wrong, with every fault of the data."""
    say(describe(error).detail)
    if isinstance(error, DataInvalid):
        for fault in error.faults:
            say(f"  - {describe_fault(fault)} ({fault.pointer})")
    if error.fixer is not Fixer.CLERK:
        say(f"Chi tiết: {error}")


def print_line(text: str) -> None:
    """Prints a line on stdout at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Prints a line on stderr, without what could steer a terminal: names may come from the data."""
    if text:
        sys.stderr.write(f"{printable(text)}\n")


def printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)
