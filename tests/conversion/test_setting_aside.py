from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from service.conversion.setting_aside import DocumentsSetAside
from service.errors import ConversionFailed
from service.messages import describe


def test_a_document_set_aside_is_refused_by_its_fingerprint_until_its_time_is_over() -> None:
    now = [0.0]
    aside = DocumentsSetAside(timedelta(seconds=10), clock=lambda: now[0])
    assert aside.add(b"a") == hashlib.sha256(b"a").hexdigest()
    now[0] = 9.9
    with pytest.raises(ConversionFailed) as caught:
        aside.check(b"a")
    assert (caught.value.reason, caught.value.document) == ("set-aside", hashlib.sha256(b"a").hexdigest())
    aside.check(b"b")
    now[0] = 10.0
    aside.check(b"a")
    assert len(aside) == 0


def test_the_message_names_the_document() -> None:
    assert "SHA-256 của DOCX: 12ab" in describe(ConversionFailed("set-aside", "12ab")).detail
    assert "SHA-256" not in describe(ConversionFailed("refused")).detail
