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
from service.messages.templates import (
    TEMPLATE_FINDINGS,
    TIDYINGS,
    FindingMessage,
    describe_template_finding,
    describe_tidying,
)

__all__ = [
    "FAULTS",
    "TEMPLATE_FINDINGS",
    "TEXTS",
    "TIDYINGS",
    "FindingMessage",
    "Message",
    "Text",
    "describe",
    "describe_code",
    "describe_fault",
    "describe_finding",
    "describe_template_finding",
    "describe_tidying",
]
