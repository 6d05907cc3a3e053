"""The same rule as a formula of a spreadsheet, recalculated by LibreOffice."""

import subprocess
import tempfile
import time
from pathlib import Path

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" '
    'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
    '<office:body><office:spreadsheet><table:table table:name="cases">'
)
TAIL = "</table:table></office:spreadsheet></office:body></office:document>"
# Met at 100 %, nearly met at 85 %, in whole numbers as the rulebook compares them.
RULE = (
    "of:=IF([.B{n}]&lt;=0;IF([.A{n}]&gt;=[.B{n}];&quot;met&quot;;&quot;missed&quot;);"
    "IF([.A{n}]&gt;=[.B{n}];&quot;met&quot;;"
    "IF([.A{n}]*20&gt;=[.B{n}]*17;&quot;nearly_met&quot;;&quot;missed&quot;)))"
)


def recalculate(rows: int) -> float:
    """Return the seconds that the formulas add to opening and saving a sheet of so many rows."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        plain = _convert(_sheet(folder / "plain.fods", rows, rule=""), folder)
        ruled = _convert(_sheet(folder / "ruled.fods", rows, rule=RULE), folder)
        last = (folder / "ruled.csv").read_text(encoding="utf-8").splitlines()[-1]
    if not last.endswith(("met", "missed")):
        raise ValueError(f"the formulas were not calculated: {last}")
    return ruled - plain


def _sheet(path: Path, rows: int, *, rule: str) -> Path:
    """Write a sheet of actuals and targets, with a formula in the third column or without."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(1, rows + 1):
            values = (number * 7919 % 2000, number * 104729 % 2000)
            cells = "".join(
                f'<table:table-cell office:value-type="float" office:value="{value}"/>'
                for value in values
            )
            formula = f'<table:table-cell table:formula="{rule.format(n=number)}"/>' if rule else ""
            file.write(f"<table:table-row>{cells}{formula}</table:table-row>")
        file.write(TAIL)
    return path


def _convert(path: Path, folder: Path) -> float:
    """Return the seconds LibreOffice takes from opening a sheet to its values as CSV."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir"]
    subprocess.run([*command, str(folder), str(path)], check=True, capture_output=True)
    start = time.perf_counter()
    subprocess.run([*command, str(folder), str(path)], check=True, capture_output=True)
    return time.perf_counter() - start
