"""Rings when a conversation has something new, for those who listen in this process."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """One bell per conversation. After ``close`` everybody who listens is woken and should leave."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.closed = False

    def ring(self, conversation_id: str) -> None:
        """Wakes those who listen to this conversation."""
        for event in self._listeners.get(conversation_id, ()):
            event.set()

    @contextmanager
    def listen(self, conversation_id: str) -> Iterator[asyncio.Event]:
        """An event that is set at each ring; the listener clears it before it looks."""
        event = asyncio.Event()
        self._listeners[conversation_id].add(event)
        try:
            yield event
        finally:
            self._listeners[conversation_id].discard(event)
            if not self._listeners[conversation_id]:
                del self._listeners[conversation_id]

    def listening(self, conversation_id: str) -> int:
        """How many listen to this conversation."""
        return len(self._listeners.get(conversation_id, ()))

    @property
    def listeners(self) -> int:
        """How many listen."""
        return sum(len(events) for events in self._listeners.values())

    def close(self) -> None:
        """Wakes everybody for the last time."""
        self.closed = True
        for conversation_id in list(self._listeners):
            self.ring(conversation_id)
