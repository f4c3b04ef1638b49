from __future__ import annotations

import pytest

from service.batch import BatchFormat, plan_batch, read_apart, read_file
from service.batch.drafts import draft_items
from service.errors import DataFault, DataInvalid, JsonMalformed
from service.generate import Draft
from tests.batch.fakes import FakeConverter, dump, make_data, make_generator, read
from tests.workbook.editing import make_workbook, type_into


def test_all_units_are_read_in_their_order() -> None:
    reading = read(make_data(3))
    assert (reading.order, reading.places, reading.spoiled) == (("u0", "u1", "u2"), (0, 1, 2), {})


def test_a_unit_with_wrong_data_is_set_apart() -> None:
    data = make_data(3)
    data["units"][1]["visit"]["start"] = "2026-02-30"
    reading = read(data)
    assert [unit.id for unit in reading.inspection.units] == ["u0", "u2"]
    assert reading.order == ("u0", "u1", "u2")
    assert [fault.pointer for fault in reading.spoiled["u1"].faults] == ["#/units/1/visit/start"]


def test_faults_found_later_point_at_the_place_in_the_file() -> None:
    data = make_data(4)
    data["units"][0]["visit"]["start"] = "2026-02-30"
    data["units"][3]["conclusion"] = {"results": ["x"], "requirements": [{"id": "a"}]}
    pointers = [fault.pointer for error in read(data).spoiled.values() for fault in error.faults]
    assert all(pointer.startswith(("#/units/0/", "#/units/3/")) for pointer in pointers)
    assert {"u0", "u3"} == set(read(data).spoiled)


def test_a_subordinate_unit_takes_the_unit_above_with_it() -> None:
    data = make_data(4)
    data["units"][1]["part_of"] = "u0"
    data["units"][2]["part_of"] = "u0"
    data["units"][1]["visit"]["start"] = "2026-02-30"
    assert set(read(data).spoiled) == {"u0", "u1", "u2"}


def test_a_unit_without_a_usable_id_is_named_by_its_place() -> None:
    data = make_data(2)
    del data["units"][1]["id"]
    assert read(data).order == ("u0", "#/units/1")


def test_what_is_wrong_outside_the_units_stops_the_batch() -> None:
    data = make_data(2)
    data["units"][0]["visit"]["start"] = "2026-02-30"
    data["year"] = "2026"
    with pytest.raises(DataInvalid) as caught:
        read(data)
    assert {fault.pointer for fault in caught.value.faults} >= {"#/year"}


def test_text_that_is_no_json_is_refused() -> None:
    with pytest.raises(JsonMalformed):
        read_apart(b"{")


def test_a_json_file_is_read_apart() -> None:
    data = make_data(2)
    data["units"][0]["visit"]["start"] = "2026-02-30"
    assert set(read_file(dump(data)).spoiled) == {"u0"}


def test_a_unit_with_a_wrong_cell_is_set_apart_and_the_cell_named() -> None:
    workbook = make_workbook(make_data(3))
    reading = read_file(type_into(workbook, "Lịch kiểm tra", "start", "mai", row=6))
    assert (reading.order, set(reading.spoiled)) == (("u0", "u1", "u2"), {"u1"})
    (fault,) = reading.spoiled["u1"].faults
    assert (fault.facts["sheet"], fault.facts["cell"][-1]) == ("Lịch kiểm tra", "6")


def test_what_is_found_later_in_a_workbook_is_named_by_its_cell() -> None:
    workbook = make_workbook(make_data(3))
    reading = read_file(type_into(workbook, "Lịch kiểm tra", "start", "mai", row=5))
    error = DataInvalid((DataFault("#/units/1/visit/start", "needed-by-kind", ""),))  # of u1 and u2: u2
    (fault,) = reading.restore(error).faults
    assert fault.pointer == "#/units/2/visit/start"
    assert (fault.facts["sheet"], fault.facts["cell"][-1]) == ("Lịch kiểm tra", "7")


def test_a_wrong_cell_outside_the_units_stops_the_batch() -> None:
    with pytest.raises(DataInvalid):
        read_file(type_into(make_workbook(make_data(2)), "Thông tin chung", "year", "năm nay"))


def test_warnings_point_into_the_file_that_was_sent() -> None:
    data = make_data(3)
    data["units"][0]["visit"]["start"] = "2026-02-30"
    job = plan_batch(read(data), make_generator(FakeConverter()).catalog, "notice", format=BatchFormat.DOCX)
    for item, draft in draft_items(job, make_generator(FakeConverter())):
        if isinstance(draft, Draft):
            place = int((item.unit or "")[1:])
            pointers = [finding.pointer for finding in draft.findings if finding.unit == item.unit]
            assert all(pointer.startswith(f"#/units/{place}/") for pointer in pointers)
            assert pointers or place == 0
