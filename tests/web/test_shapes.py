"""Shapes that are read into while a site answers are made ready before it has threads."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import hakaru

HOUSE = Path(hakaru.__file__).parent
READERS = {"msgspec.convert", "msgspec.json.decode", "msgspec.msgpack.decode"}
# Prints the given shapes that msgspec works out only now; `Late` shows that it can be seen.
LATE = """
import importlib, os, sys
import django, msgspec
os.environ["DJANGO_SETTINGS_MODULE"] = "hakaru.web.settings"
django.setup()
worked_out = msgspec._utils.get_class_annotations.__code__
class Late(msgspec.Struct):
    field: int
for given in ["__main__:Late", *sys.argv[1:]]:
    module, _, shape = given.partition(":")
    kind = eval(shape, vars(importlib.import_module(module)))
    seen = []
    sys.setprofile(lambda frame, event, _: seen.append(1) if frame.f_code is worked_out else None)
    msgspec.json.Decoder(kind)
    sys.setprofile(None)
    if seen:
        print(given)
"""


def shapes_read_into() -> set[str]:
    """Return what the program tells msgspec to read into: `module:type`, without variables."""
    found = set()
    for file in sorted(HOUSE.rglob("*.py")):
        module = ".".join(("hakaru", *file.relative_to(HOUSE).with_suffix("").parts))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or ast.unparse(call.func) not in READERS:
                continue
            named = [one.value for one in call.keywords if one.arg == "type"]
            for shape in (*call.args[1:2], *named):
                if any(letter.isupper() for letter in ast.unparse(shape)):
                    found.add(f"{module}:{ast.unparse(shape)}")
    return found


def test_no_shape_is_worked_out_at_its_first_use(tmp_path: Path) -> None:
    """Two first readers at once would end the process, so their module has made it ready."""
    shapes = shapes_read_into()
    assert {"hakaru.rules.book_text:Rulebook", "hakaru.ledger.ledger:Ledger"} <= shapes
    told = subprocess.run(
        [sys.executable, "-c", LATE, *sorted(shapes)],
        env={**os.environ, "HAKARU_DATA": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert told.stdout.split() == ["__main__:Late"]
