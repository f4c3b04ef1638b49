from __future__ import annotations

import pytest

from service.batch import BatchFormat, Item, plan_batch, plan_dossier
from service.errors import KindUnknown, UnitNotAllowed, UnitUnknown
from tests.batch.fakes import make_data, read
from tests.kinds.samples import generator

CATALOG = generator().catalog


def test_a_batch_is_a_document_for_every_unit() -> None:
    job = plan_batch(read(make_data(3)), CATALOG, "notice", format=BatchFormat.DOCX)
    assert job.items == (Item("notice", "u0"), Item("notice", "u1"), Item("notice", "u2"))


def test_chosen_units_keep_the_order_of_the_data() -> None:
    job = plan_batch(read(make_data(3)), CATALOG, "notice", units=("u2", "u0"), format=BatchFormat.DOCX)
    assert [item.unit for item in job.items] == ["u0", "u2"]


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(UnitUnknown):
        plan_batch(read(make_data(1)), CATALOG, "notice", units=("xx",), format=BatchFormat.DOCX)


def test_a_kind_made_once_is_one_item_and_takes_no_units() -> None:
    reading = read(make_data(2))
    assert plan_batch(reading, CATALOG, "decision", format=BatchFormat.DOCX).items == (Item("decision"),)
    with pytest.raises(UnitNotAllowed):
        plan_batch(reading, CATALOG, "decision", units=("u0",), format=BatchFormat.DOCX)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KindUnknown):
        plan_batch(read(make_data(1)), CATALOG, "poem", format=BatchFormat.DOCX)


def test_a_dossier_goes_through_the_cycle_kind_by_kind() -> None:
    job = plan_dossier(read(make_data(2)), CATALOG, format=BatchFormat.PDF)
    assert [item.kind for item in job.items][:3] == ["decision", "notice", "notice"]
    assert job.is_dossier
