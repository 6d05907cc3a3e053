"""Makes PDFs that ask for all the memory or time of a machine: small files, large to open."""

import zlib

_FORM = "<</Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</XObject<</X %d 0 R>>>>"


def draws_itself() -> bytes:
    """Return a page whose form draws itself, three times over."""
    return _pdf({4: _stream("/X Do " * 3 + _INK, _FORM % 4)}, drawing="/X Do")


def nested(depth: int = 12) -> bytes:
    """Return a page of forms each of which draws the next ten times."""
    forms = {
        4 + at: _stream("/X Do " * 10 if at < depth else _INK, _FORM % (5 + at))
        for at in range(depth + 1)
    }
    return _pdf(forms, drawing="/X Do")


def strokes(count: int = 8_000_000) -> bytes:
    """Return a page of so many strokes, packed to a thousandth."""
    return _pdf({4: _FONT}, drawing="0 0 m 9 9 l S " * count)


def letters(count: int = 60_000_000) -> bytes:
    """Return a page of so many letters, packed to a thousandth."""
    shown = f"({'a' * 1000}) Tj "
    return _pdf({4: _FONT}, drawing=f"BT /F 9 Tf 9 9 Td {shown * (count // 1000)} ET")


def huge_page(side: int = 10**9) -> bytes:
    """Return a page of a million kilometres, with a picture as large drawn on it."""
    return _pdf({4: _FONT}, drawing=f"0 0 m {side} {side} l S", side=side)


def page_loop() -> bytes:
    """Return a tree of pages that holds itself, and says it has a hundred thousand."""
    return _pdf({4: _FONT}, drawing=_INK, kids="2 0 R 5 0 R", count=100_000)


def deep_tree(depth: int = 50_000) -> bytes:
    """Return a tree of pages so many branches deep."""
    branches = {
        10 + at: b"<</Type/Pages/Count 1/Kids[%d 0 R]/Parent %d 0 R>>" % (11 + at, 9 + at)
        for at in range(depth - 1)
    }
    branches[9 + depth] = b"<</Type/Page/MediaBox[0 0 9 9]>>"
    return _pdf({4: _FONT, **branches}, drawing=_INK, kids="10 0 R")


def many_pages(count: int = 100_000) -> bytes:
    """Return a file of so many pages, all the same."""
    return _pdf({4: _FONT}, drawing=_INK, kids="5 0 R " * count, count=count)


_INK = "0 0 m 9 9 l S"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def _stream(content: str, entries: str = "<<") -> bytes:
    """Return an object with packed content."""
    packed = zlib.compress(content.encode(), 9)
    head = f"{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n"
    return head.encode() + packed + b"\nendstream"


def _pdf(
    objects: dict[int, bytes], *, drawing: str, side: int = 400, kids: str = "5 0 R", count: int = 1
) -> bytes:
    """Return a file of one page; object 4 is its font F and its form X."""
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        3: _stream(drawing),
        **objects,
    }
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {side} {side}]/Contents 3 0 R"
        "/Resources<</Font<</F 4 0 R>>/XObject<</X 4 0 R>>>>>>"
    )
    # Where forms are, they have the numbers from 4 on: the page comes after all.
    last = max(bodies) + 1
    bodies[last] = page.encode()
    bodies[2] = bodies[2].replace(b"5 0 R", b"%d 0 R" % last)
    parts = [b"%PDF-1.7\n"]
    length = len(parts[0])
    table = ["0 1", "0000000000 65535 f "]
    for number in sorted(bodies):
        table += [f"{number} 1", f"{length:010d} 00000 n "]
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, bodies[number]))
        length += len(parts[-1])
    end = f"trailer<</Size {last + 1}/Root 1 0 R>>\nstartxref\n{length}\n%%EOF\n"
    return b"".join([*parts, "\n".join(["xref", *table, end]).encode()])
