"""What was worked out and may be asked for again, in bounded room: the longest unasked goes first.

Keys name the version of what a value was made from, so a value is never wrong, only gone.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key, whose weights together stay within `room`; safe to share between threads."""

    def __init__(self, room: int, weigh: Callable[[V], int]) -> None:
        """Begin with nothing."""
        self.room, self._weigh = room, weigh
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key, made now where it is not kept.

        Two readers arriving together may make it twice; neither waits for the other.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
        value = make()
        weight = self._weigh(value)
        with self._lock:
            if weight <= self.room and key not in self._values:
                self._values[key] = value, weight
                self._weight += weight
            while self._weight > self.room:
                _, (_, lighter) = self._values.popitem(last=False)
                self._weight -= lighter
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._weight = 0

    @property
    def weight(self) -> int:
        """The weight of all that is kept."""
        return self._weight
