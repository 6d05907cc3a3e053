"""The columns of the open data: what type each is, and where its unit stands."""

from typing import Literal

import msgspec

from hakaru.report.words.opendata import column_name

Type = Literal["text", "code", "integer", "number", "date"]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: `key` names it in the program, `unit` is the key of the column of its unit.

    A code is digits that are no number (a leading 0 counts). `required` cells are never blank.
    """

    key: str
    type: Type = "text"
    required: bool = False
    unit: str = ""

    @property
    def header(self) -> str:
        """The heading in the files."""
        return column_name(self.key)


def _columns(*keys: str) -> tuple[Column, ...]:
    """Return columns from short notes: `key`, `key:type`, `key:number/unit`, `!` for required."""
    made = []
    for note in keys:
        key, _, kind = note.rstrip("!").partition(":")
        kind, _, unit = kind.partition("/")
        column = {"key": key, "type": kind or "text", "required": note.endswith("!"), "unit": unit}
        made.append(msgspec.convert(column, Column))
    return tuple(made)


_OF_PLAN = ("code:code", "authority", "plan!", "plan_title")
_OF_PROJECT = ("project", "project_number", "project_name")

RESULTS = _columns(
    "actual_id!",
    *_OF_PLAN,
    "section",
    "section_title",
    *_OF_PROJECT,
    "indicator!",
    "indicator_number:integer",
    "indicator_name",
    "direction",
    "running",
    "baseline_year:integer",
    "baseline_year_era",
    "baseline:number/baseline_unit",
    "baseline_unit",
    "baseline_text",
    "year:integer!",
    "year_era!",
    "as_of:date",
    "certainty",
    "actual:number/actual_unit",
    "actual_unit",
    "actual_word",
    "actual_state",
    "actual_reserve",
    "actual_text",
    "target_kind",
    "target:number/target_unit",
    "target_unit",
    "target_comparison",
    "target_word",
    "target_due:integer",
    "target_due_era",
    "target_yearly",
    "target_text",
    "rate:number/rate_unit",
    "rate_unit",
    "rate_above:integer",
    "rate_below:integer",
    "published",
    "published_label",
    "computed",
    "computed_label",
    "override",
    "override_reason",
    "working",
    "rulebook",
    "source_file",
    "source_place",
)
BREAKDOWN = _columns(
    "actual_id!",
    *_OF_PLAN,
    "indicator!",
    "indicator_name",
    "year:integer!",
    "year_era!",
    "as_of:date",
    "member_code:code",
    "member!",
    "share:number/share_unit!",
    "share_unit",
)
PARTICIPANTS = _columns(
    *_OF_PLAN, "project!", "project_number", "project_name", "member_code:code", "member!",
    "takes_part!",
)  # fmt: skip
BUDGETS = _columns(
    "budget_id!",
    *_OF_PLAN,
    "project!",
    "project_number",
    "project_name",
    "year:integer!",
    "year_era!",
    "budget_kind!",
    "amount:number/amount_unit",
    "amount_unit",
    "amount_text",
)
SECTIONS = _columns("section!", *_OF_PLAN, "section_number", "section_title", "section_parent")
DICTIONARY = _columns(
    "file!", "file_title!", "column!", "column_en!", "type!", "required!", "unit_of", "meaning!",
    "meaning_en!",
)  # fmt: skip
