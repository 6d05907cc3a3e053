"""Accessible PDFs of the typesetter one behind the other as one: pages, tags and outline go on.

The typesetter writes plain objects, `7 0 obj … endobj`, and a table of where each begins. So files
are joined by counting the objects of later ones on and by writing the roots of pages, tags and
outline anew; nothing else is understood, and nothing is copied but bytes.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

# Strings in the order they are tried, then what names another object.
_TOKEN = re.compile(rb"\\.|[()]|<[0-9A-Fa-f]*>|(?<![0-9])([0-9]+) 0 R", re.DOTALL)
_ENTRY = re.compile(rb"([0-9]{10}) [0-9]{5} n")
_NAMED = re.compile(rb"\(([^()\\]*)\)([0-9]+) 0 R")
_PAIR = re.compile(rb"([0-9]+) ([0-9]+) 0 R")
_REFERENCE = re.compile(rb"([0-9]+) 0 R")


class _File:
    """A PDF of the typesetter: its objects by number, and its roots."""

    def __init__(self, data: bytes) -> None:
        start = int(data[data.rindex(b"startxref") :].split()[1])
        offsets = [int(entry[1]) for entry in _ENTRY.finditer(data, start)]
        ends = dict(zip(sorted(offsets), [*sorted(offsets)[1:], start], strict=True))
        self.objects = [_body(data[offset : ends[offset]]) for offset in offsets]
        trailer = data[data.rindex(b"trailer") :]
        self.root, self.info = _named(trailer, b"Root"), _named(trailer, b"Info")
        catalog = self.of(self.root)
        self.metadata = _named(catalog, b"Metadata")
        self.pages = _named(catalog, b"Pages")
        self.tags = _named(catalog, b"StructTreeRoot")
        self.outline = _named(catalog, b"Outlines")
        self.document = _named(self.of(self.tags), rb"K\[")

    def of(self, number: int) -> bytes:
        """Return an object."""
        return self.objects[number - 1]

    def listed(self, number: int, key: bytes) -> list[int]:
        """Return the numbers of the objects in a list of an object."""
        inner = _inner(self.of(number), key)
        return [int(found[1]) for found in _REFERENCE.finditer(inner)]

    def tops(self) -> list[int]:
        """Return the first and last entry of the outline, none where it is empty."""
        outline = self.of(self.outline)
        if b"/First" not in outline:
            return []
        return [_named(outline, b"First"), _named(outline, b"Last")]


def page_count(data: bytes) -> int:
    """Return how many pages a PDF of the typesetter has."""
    file = _File(data)
    return len(file.listed(file.pages, b"/Kids["))


def joined(files: Sequence[bytes]) -> bytes:
    """Return PDFs of the typesetter as one, with the title and date of the first."""
    return _Joining([_File(data) for data in files]).whole()


class _Joining:
    """Files while they are joined; `shifts` are how far the objects of each are counted on."""

    def __init__(self, files: Sequence[_File]) -> None:
        self._files = files
        self._first = files[0]
        self._shifts = [0]
        self._keys = [0]
        for file in files:
            self._shifts.append(self._shifts[-1] + len(file.objects))
            self._keys.append(self._keys[-1] + _key(file.of(file.tags)))
        self._out = bytearray(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n")
        self._offsets: dict[int, int] = {}

    def whole(self) -> bytes:
        """Return the joined file."""
        for number, file in enumerate(self._files):
            self._copy(number, file)
        first = self._first
        kids = [one for at in self._each() for one in self._numbers(at, b"/Kids[")]
        self._put(first.pages, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), _refs(kids)))
        told = [one for at in self._each() for one in self._numbers(at, b"/K[")]
        head = first.of(first.document).split(b"/K[")[0]
        self._put(first.document, b"%s/K[%s]>>" % (head, _refs(told)))
        self._put(first.tags, self._tags())
        self._put(first.outline, self._outline())
        return self._finished()

    def _each(self) -> range:
        """Return the places of the files."""
        return range(len(self._files))

    def _numbers(self, at: int, key: bytes) -> list[int]:
        """Return what the root of pages (/Kids) or of tags (/K) of a file names, counted on."""
        file = self._files[at]
        number = file.pages if key == b"/Kids[" else file.document
        return [one + self._shifts[at] for one in file.listed(number, key)]

    def _copy(self, at: int, file: _File) -> None:
        """Write the objects of a file that are no roots."""
        shift, first = self._shifts[at], self._first
        roots = {file.pages: first.pages, file.tags: first.tags, file.outline: first.outline}
        roots[file.document] = first.document
        known = roots if at else {}
        left_out = {*roots, *((file.root, file.info, file.metadata) if at else ())}
        joints = self._joints(at)
        for number, body in enumerate(file.objects, 1):
            if number in left_out:
                continue
            head, stream, rest = body.partition(b"\nstream")
            if at:
                head = _counted_on(head, shift, known)
                head = self._marked(at, head)
            head = joints[number] + head[2:] if number in joints else head
            self._put(number + shift, head + stream + rest)

    def _joints(self, at: int) -> dict[int, bytes]:
        """Return the beginnings of the outline's entries that join it to the file beside."""
        joints: dict[int, bytes] = {}
        own = self._files[at].tops()
        before = next((n for n in range(at - 1, -1, -1) if self._files[n].tops()), None)
        after = next((n for n in self._each()[at + 1 :] if self._files[n].tops()), None)
        if own and before is not None:
            last = self._files[before].tops()[1] + self._shifts[before]
            joints[own[0]] = b"<</Prev %d 0 R" % last
        if own and after is not None:
            following = self._files[after].tops()[0] + self._shifts[after]
            joints[own[1]] = joints.get(own[1], b"<<") + b"/Next %d 0 R" % following
        return joints

    def _marked(self, at: int, head: bytes) -> bytes:
        """Return an object with its place in the tree of tags, and the names of heading cells."""
        if head.startswith(b"<</Type/Page/"):
            return re.sub(
                rb"/StructParents ([0-9]+)",
                lambda found: b"/StructParents %d" % (int(found[1]) + self._keys[at]),
                head,
            )
        if not head.startswith(b"<</Type/StructElem"):
            return head
        mark = b"(%d-" % at
        head = re.sub(rb"/ID\(", lambda _: b"/ID" + mark, head)
        return re.sub(rb"/Headers\[[^\]]*\]", lambda found: found[0].replace(b"(", mark), head)

    def _tags(self) -> bytes:
        """Return the root of the tags."""
        nums: list[bytes] = []
        names: list[tuple[bytes, int]] = []
        for at, file in enumerate(self._files):
            tags, shift = file.of(file.tags), self._shifts[at]
            for key, number in _PAIR.findall(_inner(tags, b"/Nums[")):
                nums.append(b"%d %d 0 R" % (int(key) + self._keys[at], int(number) + shift))
            mark = b"%d-" % at if at else b""
            for name, number in _NAMED.findall(_inner(tags, b"/IDTree<</Names[")):
                names.append((mark + name, int(number) + shift))
        roles = self._first.of(self._first.tags).split(b"/K[")[0]
        tree = b"".join(b"(%s)%d 0 R" % one for one in sorted(names))
        return b"%s/K[%d 0 R]/ParentTree<</Nums[%s]>>%s/ParentTreeNextKey %d>>" % (
            roles,
            self._first.document,
            b" ".join(nums),
            b"/IDTree<</Names[%s]>>" % tree if tree else b"",
            self._keys[-1],
        )

    def _outline(self) -> bytes:
        """Return the root of the outline."""
        tops = [
            [one + self._shifts[at] for one in self._files[at].tops()]
            for at in self._each()
            if self._files[at].tops()
        ]
        if not tops:
            return b"<</Type/Outlines>>"
        counts = (re.search(rb"/Count ([0-9]+)", file.of(file.outline)) for file in self._files)
        count = sum(int(found[1]) for found in counts if found)
        return b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (
            tops[0][0],
            tops[-1][1],
            count,
        )

    def _put(self, number: int, body: bytes) -> None:
        """Write an object."""
        self._offsets[number] = len(self._out)
        self._out += b"%d 0 obj\n%s\nendobj\n" % (number, body)

    def _finished(self) -> bytes:
        """Return the file with its table of objects; numbers that are not used are free."""
        size, start = self._shifts[-1] + 1, len(self._out)
        digest = sha256(self._out).hexdigest()[:32].encode()
        entries = (
            b"%010d 00000 n\r\n" % self._offsets[number]
            if number in self._offsets
            else b"0000000000 65535 f\r\n"
            for number in range(size)
        )
        self._out += b"xref\n0 %d\n%s" % (size, b"".join(entries))
        self._out += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\n" % (
            size,
            self._first.root,
            self._first.info,
            digest,
            digest,
        )
        self._out += b"startxref\n%d\n%%%%EOF" % start
        return bytes(self._out)


def _body(data: bytes) -> bytes:
    """Return an object without `7 0 obj` and `endobj`."""
    return data[data.index(b"obj\n") + 4 : data.rindex(b"endobj")].rstrip(b"\n")


def _named(data: bytes, key: bytes) -> int:
    """Return the number of the object that a key names."""
    found = re.search(rb"/%s ?([0-9]+) 0 R" % key, data)
    if found is None:
        raise ValueError(key)
    return int(found[1])


def _key(tags: bytes) -> int:
    """Return the first key that a tree of tags has not given to a page."""
    found = re.search(rb"/ParentTreeNextKey ([0-9]+)", tags)
    return int(found[1]) if found else 0


def _inner(data: bytes, start: bytes) -> bytes:
    """Return what stands between a beginning and the next bracket; nothing without it."""
    at = data.find(start)
    return data[at + len(start) : data.index(b"]", at)] if at >= 0 else b""


def _refs(numbers: Sequence[int]) -> bytes:
    """Return the names of objects."""
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _counted_on(data: bytes, shift: int, known: dict[int, int]) -> bytes:
    """Return an object that names others counted on; those in `known` have another number."""
    return b"".join(_pieces(data, shift, known))


def _pieces(data: bytes, shift: int, known: dict[int, int]) -> Iterator[bytes]:
    """Yield an object piece by piece; what stands in a string names nothing."""
    depth = at = 0
    for token in _TOKEN.finditer(data):
        text = token[0]
        if text == b"(":
            depth += 1
        elif text == b")":
            depth -= 1
        elif token[1] and not depth:
            number = int(token[1])
            yield data[at : token.start()]
            yield b"%d 0 R" % known.get(number, number + shift)
            at = token.end()
    yield data[at:]
