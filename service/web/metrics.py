"""What the service has done and is doing, as numbers for Prometheus; nothing of any document is in them."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from service.batch import Job, Outcome, Runner, word_for
from service.batch.job import FindMade
from service.conversion import PoolStatus
from service.errors import ServiceError

# A DOCX takes some ms, a PDF some 100 ms, one that waits in a full queue some seconds, a batch minutes.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 30, 60, 180, 600)
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Observed(Protocol):
    """The pool of offices, as far as it is looked at."""

    def status(self) -> PoolStatus:
        """What it is doing now."""


class Metrics:
    """The numbers of one service. Labels are routes, kinds, formats, statuses and codes, all of them few."""

    def __init__(self, office: Observed, queue_limit: int) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        registry.register(_OfficeCollector(office, queue_limit))
        self._requests = Counter(
            "vanban_requests",
            "Requests answered, by pattern of the route; 499: the client had gone.",
            ("method", "route", "status"),
            registry=registry,
        )
        self._request_seconds = Histogram(
            "vanban_request_seconds",
            "From the first byte of a request to the last of its answer.",
            ("route",),
            buckets=_BUCKETS,
            registry=registry,
        )
        self._documents = Counter(
            "vanban_documents",
            "Single documents asked for; the outcome is `made` or the code of the problem.",
            ("kind", "format", "outcome"),
            registry=registry,
        )
        self._document_seconds = Histogram(
            "vanban_document_seconds",
            "How long single documents took that were made, waiting included.",
            ("kind", "format"),
            buckets=_BUCKETS,
            registry=registry,
        )
        self._items = Counter(
            "vanban_batch_items",
            "Documents of batches and dossiers; the outcome is `made`, `failed` or `not-due`.",
            ("kind", "format", "outcome"),
            registry=registry,
        )

    def add(self, collector: Collector) -> None:
        """Has `collector` asked whenever the numbers are asked for."""
        self._registry.register(collector)

    def expose(self) -> bytes:
        """All numbers in Prometheus' text format."""
        return generate_latest(self._registry)

    def observe_request(self, method: str, route: str | None, status: int, seconds: float) -> None:
        """Counts a request that has been answered."""
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route or "none", str(status)).inc()
        self._request_seconds.labels(route or "none").observe(seconds)

    @contextmanager
    def observing_document(self, kind: str, format: str) -> Iterator[None]:
        """Counts a document that is made inside; `kind` must be one of the catalog's."""
        begun = time.perf_counter()
        try:
            yield
        except BaseException as error:
            code = error.code if isinstance(error, ServiceError) else "unexpected"
            self._documents.labels(kind, format, code).inc()
            raise
        self._documents.labels(kind, format, "made").inc()
        self._document_seconds.labels(kind, format).observe(time.perf_counter() - begun)

    def observing(self, runner: Runner) -> Runner:
        """`runner`, its outcomes counted as they pass."""
        return _ObservedRunner(runner, self)

    def observe_outcomes(self, outcomes: Generator[Outcome], format: str) -> Generator[Outcome]:
        """The outcomes, counted as they pass."""
        with closing(outcomes):
            for outcome in outcomes:
                self._items.labels(outcome.item.kind, format, word_for(outcome)).inc()
                yield outcome


class _ObservedRunner:
    def __init__(self, runner: Runner, metrics: Metrics) -> None:
        self._runner = runner
        self._metrics = metrics

    def run(self, job: Job, find_made: FindMade | None = None) -> Generator[Outcome]:
        return self._metrics.observe_outcomes(self._runner.run(job, find_made), job.format.value)


class _OfficeCollector(Collector):
    """Asks the pool when the numbers are asked for."""

    def __init__(self, office: Observed, queue_limit: int) -> None:
        self._office = office
        self._queue_limit = queue_limit

    def collect(self) -> Iterator[Metric]:
        status = self._office.status()
        offices = GaugeMetricFamily(
            "vanban_offices",
            "LibreOffice processes by state; the busy ones are ready too.",
            labels=("state",),
        )
        for state in ("ready", "busy", "starting"):
            offices.add_metric((state,), getattr(status, state))
        yield offices
        restarts = CounterMetricFamily(
            "vanban_office_restarts",
            "LibreOffice processes replaced, by what ended them.",
            labels=("reason",),
        )
        for reason in ("worn", "died", "hung", "mistrusted"):
            restarts.add_metric((reason,), getattr(status, reason))
        yield restarts
        for name, text, number in (
            ("conversions", "Conversions that gave a right PDF.", status.conversions),
            ("conversion_retries", "Documents given to a second office.", status.retries),
            ("office_start_failures", "LibreOffice processes that did not start.", status.start_failures),
        ):
            yield CounterMetricFamily(f"vanban_{name}", text, value=number)
        for name, text, number in (
            ("queue_length", "Conversions that wait for an office.", status.waiting),
            ("queue_limit", "Conversions that may wait for an office.", self._queue_limit),
            ("documents_set_aside", "Documents not tried again for a while.", status.set_aside),
            ("office_memory_bytes", "Resident memory of all offices.", status.rss_mb << 20),
        ):
            yield GaugeMetricFamily(f"vanban_{name}", text, value=number)
