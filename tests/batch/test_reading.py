from __future__ import annotations

import pytest

from service.batch import read_apart, read_file
from service.errors import DataInvalid, JsonMalformed
from tests.batch.fakes import dump, make_data, read


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
