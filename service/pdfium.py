"""The one lock around PDFium, which keeps its state in one place for the whole process."""

from __future__ import annotations

import threading

LOCK = threading.Lock()
"""Held by whoever calls into PDFium: it may be entered by one thread at a time."""
