from __future__ import annotations

import dataclasses
import threading
import time
from typing import Any

from service.batch import BatchFormat, LocalRunner, Outcome, plan_batch, plan_dossier
from service.errors import ConversionFailed, DataInvalid, OfficeBusy, OfficeUnavailable
from tests.batch.fakes import FakeConverter, make_data, make_generator, read
from tests.kinds.samples import make


def run(
    data: dict[str, Any],
    converter: FakeConverter | None = None,
    *,
    format: BatchFormat = BatchFormat.PDF,
    **options: Any,
) -> list[Outcome]:
    generator = make_generator(converter or FakeConverter())
    job = plan_batch(read(data), generator.catalog, "notice", format=format, **options)
    return list(LocalRunner(generator, 2, pass_documents=10).run(job))


def test_outcomes_come_in_the_order_of_the_units() -> None:
    outcomes = run(make_data(35))
    assert [outcome.item.unit for outcome in outcomes] == [f"u{place}" for place in range(35)]
    assert all(outcome.document and outcome.document.pages == 3 for outcome in outcomes)


def test_ten_documents_share_a_pass() -> None:
    converter = FakeConverter()
    run(make_data(25), converter)
    assert sorted(converter.passes) == [5, 10, 10]


def test_a_document_of_a_batch_is_the_one_made_alone() -> None:
    data = make_data(3)
    together = [outcome.document.docx for outcome in run(data, format=BatchFormat.DOCX) if outcome.document]
    assert together == [make(data, "notice", f"u{place}").docx for place in range(3)]


def test_a_unit_with_wrong_data_fails_alone() -> None:
    data = make_data(3)
    data["units"][1]["visit"]["start"] = "2026-02-30"
    first, second, third = run(data)
    assert first.document and third.document and second.document is None
    assert isinstance(second.error, DataInvalid)
    assert second.error.faults[0].pointer == "#/units/1/visit/start"


def test_a_unit_that_lacks_facts_fails_alone_with_pointers_into_the_file() -> None:
    data = make_data(3)
    data["units"][0]["visit"]["start"] = "2026-02-30"
    del data["units"][2]["visit"]
    outcomes = run(data)
    assert isinstance(outcomes[2].error, DataInvalid)
    assert [fault.pointer for fault in outcomes[2].error.faults] == ["#/units/2/visit"]


def test_numbers_are_given_in_order_to_documents_without_one() -> None:
    data = make_data(5)
    data["units"][1]["documents"]["notice"]["number"] = 101
    del data["units"][3]["visit"]
    outcomes = run(data, first_number=100)
    assert [outcome.number for outcome in outcomes] == [100, 101, 102, None, 103]


def test_a_number_given_is_printed() -> None:
    data = make_data(2)
    given = run(data, first_number=77, format=BatchFormat.DOCX)[1]
    data["units"][1]["documents"]["notice"]["number"] = 78
    assert given.document is not None
    assert given.document.docx == make(data, "notice", "u1").docx


def test_without_a_first_number_nothing_is_numbered() -> None:
    assert {outcome.number for outcome in run(make_data(3))} == {None}


def test_a_document_that_cannot_be_converted_fails_alone() -> None:
    converter = FakeConverter()
    converter.refused = {1: ConversionFailed("refused")}
    outcomes = run(make_data(3), converter)
    assert [outcome.document is not None for outcome in outcomes] == [True, False, True]


def test_a_busy_pool_is_waited_for() -> None:
    converter = FakeConverter()
    converter.errors = [OfficeBusy("queue-full"), OfficeBusy("queue-full")]
    assert all(outcome.document for outcome in run(make_data(3), converter))


def test_an_office_that_is_lost_is_waited_for() -> None:
    converter = FakeConverter()
    converter.errors = [OfficeUnavailable("office died"), OfficeUnavailable("office died")]
    assert all(outcome.document for outcome in run(make_data(3), converter))


def test_without_an_office_every_document_fails_with_the_reason() -> None:
    converter = FakeConverter()
    converter.errors = [OfficeUnavailable("stopping")] * 3
    assert {type(outcome.error) for outcome in run(make_data(25), converter)} == {OfficeUnavailable}


def test_a_bug_in_one_pass_leaves_the_others() -> None:
    converter = FakeConverter()
    converter.errors = [ZeroDivisionError()]
    outcomes = run(make_data(20), converter)
    assert sum(outcome.document is not None for outcome in outcomes) == 10


def test_a_runner_does_not_run_far_ahead_of_its_reader() -> None:
    converter = FakeConverter()
    generator = make_generator(converter)
    job = plan_batch(read(make_data(100)), generator.catalog, "notice", format=BatchFormat.PDF)
    outcomes = LocalRunner(generator, 2, pass_documents=10).run(job)
    next(outcomes)
    time.sleep(0.2)
    assert sum(converter.passes) <= 40
    outcomes.close()


def test_closing_ends_the_work() -> None:
    converter = FakeConverter()
    generator = make_generator(converter)
    job = plan_batch(read(make_data(100)), generator.catalog, "notice", format=BatchFormat.PDF)
    outcomes = LocalRunner(generator, 2, pass_documents=10).run(job)
    next(outcomes)
    outcomes.close()
    assert sum(converter.passes) <= 40
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("batch")]


def test_a_dossier_makes_what_can_be_made_and_names_what_is_missing() -> None:
    generator = make_generator(FakeConverter())
    job = plan_dossier(read(make_data(2)), generator.catalog, format=BatchFormat.PDF)
    outcomes = {
        (outcome.item.kind, outcome.item.unit): outcome
        for outcome in LocalRunner(generator, 2, pass_documents=10).run(job)
    }
    assert outcomes["notice", "u1"].document is not None
    waiting = outcomes["minutes", "u1"]
    assert waiting.document is None and waiting.error is None
    assert isinstance(waiting.missing, DataInvalid)


def test_what_an_earlier_run_made_is_not_made_again() -> None:
    converter = FakeConverter()
    generator = make_generator(converter)
    job = plan_batch(read(make_data(12)), generator.catalog, "notice", format=BatchFormat.PDF)
    runner = LocalRunner(generator, 1, pass_documents=10)
    made = {outcome.item.unit: outcome.document for outcome in runner.run(job)}
    converter.passes.clear()
    del made["u11"]
    outcomes = list(runner.run(job, lambda draft: made.get(draft.unit)))
    assert converter.passes == [2]  # a pass is made again as a whole: u10 with u11
    assert [outcome.is_kept for outcome in outcomes] == [True] * 10 + [False] * 2


def test_an_outcome_says_what_it_was_made_from() -> None:
    outcome = run(make_data(1))[0]
    assert dataclasses.asdict(outcome)["docx_sha256"]
