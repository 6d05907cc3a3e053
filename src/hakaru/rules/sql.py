"""A rulebook as SQL: the same judgement of numbers, for engines that hold millions of rows.

The table has one row a result, of whole numbers: `actual`, `target` and `baseline` counted in one
smallest unit that all three of a row share (75.5 % and 80 % as 755 and 800), so that nothing is
ever rounded. Columns, those after the first three optional:

    fiscal_year, actual, target   NULL where there is none
    baseline                      NULL where there is none
    direction                     'higher', 'lower' or NULL; without the column: higher is better
    due                           a fiscal year, 0 for every year, NULL where the target says none;
                                  without the column: every year
    certainty                     'confirmed', 'forecast' or NULL for confirmed
    target_bound, actual_bound    'at_least', 'at_most', 'more_than', 'less_than' or NULL
    state                         why there is no actual, as in the ledger, or NULL
    kind                          'number' or NULL, 'none', 'word', 'milestone', 'everyone',
                                  'relative'
    reached                       1 or 0 for the kinds that are no number, NULL where unknown
    keep, cumulative              1 where the target is a level to keep, a running total
    first_year, last_year         of the plan, for books that ask for elapsed years
    final_target, final_due       for books with two rates

The result has all columns of the table and `grade` (the key of a mark, NULL where undetermined)
with `reason` (NULL beside a mark that was chosen; see `hakaru.rules.attainment` and State).
"""

from collections.abc import Collection
from typing import Literal

from sqlglot import exp
from sqlglot.optimizer.eliminate_subqueries import eliminate_subqueries

from hakaru.errors import UsageError
from hakaru.rules.columns import OPTIONAL, REQUIRED
from hakaru.rules.joining import second_book
from hakaru.rules.scale import Rulebook
from hakaru.rules.sql_outcome import (
    CODES,
    LAST_ASIDE,
    outcome,
)
from hakaru.rules.sql_rate import (
    elapsed,
)
from hakaru.rules.sql_row import (
    TARGET,
    Given,
    state,
)
from hakaru.rules.sql_terms import (
    Term,
    Truth,
    all_of,
    any_of,
    case,
    column,
    compared,
    is_given,
    null,
    number,
    plus,
    same,
    text,
)

Dialect = Literal["duckdb", "postgres", "sqlite"]
LARGEST_64 = 2**63 - 1
# More years than any plan has; the bound of a row's own years in the reckoning of `largest`.
_MOST_YEARS = 200
_CODE, _FIRST = "h_code", "h_first"


def grading_sql(
    book: Rulebook,
    *,
    dialect: Dialect | str,
    columns: Collection[str] = (*REQUIRED, *OPTIONAL),
    table: str = "cases",
    wide: bool = False,
) -> str:
    """Return the query that grades a table by a book.

    `columns` are those the table has; a required one that is missing raises UsageError
    `bulk.column` (column). With `wide` the values are first made a type that no product outgrows
    (DuckDB, PostgreSQL); without it they must lie within `largest(book)`.
    """
    for name in REQUIRED:
        if name not in columns:
            raise UsageError("bulk.column", column=name)
    tree = _grading(book, dialect=dialect, columns=columns, table=table, wide=wide)
    return _kept_apart(tree, dialect).sql(dialect=dialect)


def _grading(
    book: Rulebook, *, dialect: str, columns: Collection[str], table: str, wide: bool
) -> exp.Select:
    """Return the expression tree of the query."""
    names = tuple(columns)
    given = Given(frozenset(names))
    source: exp.Expr = exp.to_table(table, quoted=True) if "." not in table else exp.to_table(table)
    if wide:
        source = _select(_widened(names), source).subquery("h_wide", copy=False)
    coded = _coded(book, source, names, given)
    if book.second is not None:
        coded = _with_second(book, coded, names, given)
    kept = tuple(map(column, names))
    return _select((*kept, *_said(book, given, dialect)), coded.subquery("h_coded", copy=False))


def _said(book: Rulebook, given: Given, dialect: str) -> tuple[Term, Term]:
    """Return grade and reason of a row's code."""
    marks = {place: mark.key for place, mark in enumerate(book.grades)}
    asides = {code: book.not_evaluated for code in CODES.values() if code >= LAST_ASIDE}
    key = _looked_up(asides | marks, dialect)
    reason = _looked_up({code: name for name, code in CODES.items()}, dialect)
    reason = case(((same(column(_CODE), CODES["state"]), state(given)),), reason)
    return exp.alias_(key, "grade"), exp.alias_(reason, "reason")


def _looked_up(texts: dict[int, str], dialect: str) -> Term:
    """Return the text of a row's code: DuckDB takes it from a list, faster than case by case."""
    if dialect != "duckdb":
        return case(((same(column(_CODE), code), text(one)) for code, one in texts.items()), null())
    codes = range(min(CODES.values()), max(texts) + 1)
    listed = [text(texts[code]) if code in texts else null() for code in codes]
    place = plus(column(_CODE), number(1 - codes.start))  # beyond the list there is nothing
    return exp.Anonymous(this="list_extract", expressions=[exp.array(*listed, copy=False), place])


def _kept_apart(tree: exp.Select, dialect: str) -> exp.Expr:
    """Keep engines that write inner queries out again and again in the outer one from doing so."""
    if dialect == "postgres":
        for inner in tuple(tree.find_all(exp.Subquery)):
            inner.this.offset(0, copy=False)
    if dialect != "sqlite":
        return tree
    made = eliminate_subqueries(tree)
    for table in made.find_all(exp.CTE):
        table.set(arg_key="materialized", value=True)
    return made


def largest(book: Rulebook) -> int:
    """Return the largest absolute value of a column that 64-bit arithmetic judges exactly."""
    bounds = [bound for bound in (book.floor, book.cap) if bound is not None]
    steps = [step.min for scale in book.scales.values() for step in scale.thresholds]
    parts = [1, *(abs(part) for one in (*steps, *bounds) for part in one.as_integer_ratio())]
    years = 1
    if book.elapsed is not None:
        years = max(book.elapsed.years or 0, _MOST_YEARS)
    own = LARGEST_64 // (3 * max(parts) * years)
    return own if book.second is None else min(own, largest(second_book(book)))


def _coded(book: Rulebook, source: exp.Expr, names: tuple[str, ...], given: Given) -> exp.Select:
    """Return the query with the code of each row's outcome beside its columns."""
    columns = [column(name) for name in names]
    if book.elapsed is not None:
        years = elapsed(book.elapsed, given).items()
        parts = (*columns, *(exp.alias_(term, name) for name, term in years))
        source = _select(parts, source).subquery("h_when", copy=False)
    return _select((*map(column, names), exp.alias_(outcome(book, given), _CODE)), source)


def _is_aside(name: str) -> Term:
    """Return the condition that a code says "not evaluated"."""
    return exp.Between(this=column(name), low=number(LAST_ASIDE), high=number(-1))


def _with_second(
    book: Rulebook, first: exp.Select, names: tuple[str, ...], given: Given
) -> exp.Select:
    """Return the query that judges each row a second time and joins both outcomes."""
    final = given.column("final_target")
    swapped = {
        "target": case(((is_given(final), final),), TARGET),
        "due": case(((is_given(final), given.column("final_due")),), given.column("due")),
    }
    kept = {"target": "h_target", "due": "h_due"}
    parts = [exp.alias_(swapped[name], name) if name in swapped else column(name) for name in names]
    parts += [exp.alias_(column(name), other) for name, other in kept.items() if name in names]
    passed = (*names, *(other for name, other in kept.items() if name in names), _FIRST)
    parts.append(exp.alias_(column(_CODE), _FIRST))
    source = _select(parts, first.subquery("h_one", copy=False)).subquery("h_both", copy=False)
    coded = _coded(second_book(book), source, passed, given)
    back = [
        exp.alias_(column(kept[name]), name) if name in kept else column(name) for name in names
    ]
    joint = exp.alias_(_joint(book), _CODE)
    return _select([*back, joint], coded.subquery("h_two", copy=False))


def _joint(book: Rulebook) -> Term:
    """Return the code of two outcomes together."""
    one, other, second = column(_FIRST), column(_CODE), book.second
    aside = book.rank[book.not_evaluated]
    told: tuple[tuple[Truth, Term], ...] = (
        (any_of(_is_aside(_CODE), same(other, aside)), one),
        (any_of(_is_aside(_FIRST), same(one, aside)), other),
        (compared(one, "<", number(0)), one),
        (compared(other, "<", number(0)), other),
    )
    if second is None or second.combine == "pairs":
        pairs = second.pairs if second else {}
        rank = book.rank
        named = (
            (
                all_of(
                    *(
                        same(term, rank[key])
                        for term, key in zip((one, other), pair.split("/"), strict=True)
                    )
                ),
                number(rank[joint]),
            )
            for pair, joint in pairs.items()
        )
        return case((*told, *named), number(CODES["pair_unknown"]))
    sign = ">=" if second.combine == "worse" else "<="
    return case((*told, (compared(one, sign, other), one)), other)


def _widened(names: tuple[str, ...]) -> list[Term]:
    """Return the columns with the values in a type that no product outgrows."""
    values = {"actual", "target", "baseline", "final_target"}
    return [
        exp.alias_(exp.cast(column(name), "DECIMAL(38, 0)"), name)
        if name in values
        else column(name)
        for name in names
    ]


def _select(parts: Collection[Term], source: exp.Expr) -> exp.Select:
    """Return a query."""
    return exp.select(*parts, copy=False).from_(source, copy=False)
