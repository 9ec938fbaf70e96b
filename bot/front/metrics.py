"""Numbers for Prometheus. No label ever tells one resident from another."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 10, 30)


class Metrics:
    """Requests by route, turns by how they ended, streams that are open, turns that wait."""

    def __init__(self, streams: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "zelfcheck_requests", "Requests", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "zelfcheck_request_seconds", "Duration", ("route",), registry=self._registry, buckets=SECONDS
        )
        self._turns = Counter("zelfcheck_turns", "Turns by how they ended", ("outcome",), registry=self._registry)
        self._turn_seconds = Histogram(
            "zelfcheck_turn_seconds", "Duration of an answered turn", registry=self._registry, buckets=SECONDS
        )
        self._waiting = Gauge("zelfcheck_turns_waiting", "Turns that wait for Rasa", registry=self._registry)
        Gauge("zelfcheck_event_streams", "Open event streams", registry=self._registry).set_function(streams)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a request; ``route`` is the pattern, never the address."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def turn(self, outcome: str, seconds: float) -> None:
        """Counts a try at a turn: ``beantwoord`` or ``storing``."""
        self._turns.labels(outcome).inc()
        if outcome == "beantwoord":
            self._turn_seconds.observe(seconds)

    def exposition(self, waiting: int) -> bytes:
        """Everything in Prometheus' text form."""
        self._waiting.set(waiting)
        return generate_latest(self._registry)
