"""What the service says to people, in Vietnamese: one table per subject, and who puts facts into them."""

from service.messages.errors import TEXTS, Text
from service.messages.sentences import (
    FAULTS,
    Message,
    describe,
    describe_code,
    describe_fault,
    describe_finding,
)

__all__ = [
    "FAULTS",
    "TEXTS",
    "Message",
    "Text",
    "describe",
    "describe_code",
    "describe_fault",
    "describe_finding",
]
