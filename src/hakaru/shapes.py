"""Shapes that data is read into, made ready as their module loads, for many threads at once."""

from typing import TypeVar

import msgspec

T = TypeVar("T")


def ready(kind: type[T]) -> type[T]:
    """Return a struct, made ready to be read into by several threads at once.

    msgspec works out how a struct is filled at its first use, and that is not safe in threads: a
    second one that comes meanwhile finds the fields half known, and the whole process dies. So
    whatever is read into while a site answers is made ready before there are threads.
    """
    msgspec.json.Decoder(kind)
    return kind
