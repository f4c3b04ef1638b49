"""How templates stand, as numbers for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from service.revisions.store import State, TemplateStore


class TemplateCollector(Collector):
    """Asks the store when the numbers are asked for."""

    def __init__(self, store: TemplateStore) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """How each kind stands, and how often templates came into use or were refused since the start."""
        refused = GaugeMetricFamily(
            "vanban_template_refused",
            "1 while the file in the folder of the kind is refused, and an older one, if any, in use.",
            labels=("kind",),
        )
        for standing in self._store.standings:
            refused.add_metric((standing.kind,), int(standing.state is State.REFUSED))
        yield refused
        flawed = GaugeMetricFamily(
            "vanban_template_flawed",
            "1 while the template in use has faults for which it would be refused today.",
            labels=("kind",),
        )
        for standing in self._store.standings:
            flawed.add_metric((standing.kind,), int(bool(standing.flaws)))
        yield flawed
        for name, text, number in (
            ("swaps", "Changed templates that came into use.", self._store.swaps),
            ("refusals", "Changed templates that were refused.", self._store.refusals),
        ):
            yield CounterMetricFamily(f"vanban_template_{name}", text, value=number)
