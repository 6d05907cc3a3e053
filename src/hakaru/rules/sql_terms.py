"""Conditions and cases of an expression tree, folded where the rulebook already decides them."""

from collections.abc import Iterable

from sqlglot import exp

Term = exp.Expr
Truth = exp.Expr | bool


def column(name: str) -> Term:
    """Return a column of the innermost query around it."""
    return exp.column(name)


def number(value: int) -> Term:
    """Return a whole number."""
    return exp.Literal.number(value)


def text(value: str) -> Term:
    """Return a text."""
    return exp.Literal.string(value)


def null() -> Term:
    """Return the absence of a value."""
    return exp.null()


def is_null(term: Term) -> Term:
    """Return the condition that a value is absent."""
    return exp.Is(this=term.copy(), expression=exp.null())


def is_given(term: Term) -> Term:
    """Return the condition that a value is there."""
    return exp.not_(is_null(term))


def same(term: Term, value: int | str) -> Term:
    """Return the condition that a value is `value`; an absent one is not."""
    return exp.EQ(this=term.copy(), expression=_literal(value))


def one_of(term: Term, values: Iterable[str]) -> Truth:
    """Return the condition that a value is one of these."""
    found = tuple(values)
    return term.isin(*found) if found else False


def compared(left: Term, sign: str, right: Term) -> Term:
    """Return a comparison; the sign is one of < <= > >= = <>."""
    kind = {"<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE, "=": exp.EQ, "<>": exp.NEQ}
    return kind[sign](this=_closed(left), expression=_closed(right))


def minus(left: Term, right: Term) -> Term:
    """Return a difference."""
    return exp.Sub(this=_closed(left), expression=_closed(right))


def plus(left: Term, right: Term) -> Term:
    """Return a sum."""
    return exp.Add(this=_closed(left), expression=_closed(right))


def times(term: Term, *factors: int | Term) -> Term:
    """Return a product; a factor of 1 is left out."""
    product = _closed(term)
    for factor in factors:
        if factor == 1:
            continue
        other = number(factor) if isinstance(factor, int) else _closed(factor)
        product = exp.Mul(this=product, expression=other)
    return product


def all_of(*conditions: Truth) -> Truth:
    """Return that all hold."""
    if any(one is False for one in conditions):
        return False
    open_ones = [one for one in conditions if not isinstance(one, bool)]
    return exp.and_(*open_ones) if open_ones else True


def any_of(*conditions: Truth) -> Truth:
    """Return that one holds at least."""
    if any(one is True for one in conditions):
        return True
    open_ones = [one for one in conditions if not isinstance(one, bool)]
    return exp.or_(*open_ones) if open_ones else False


def denied(condition: Truth) -> Truth:
    """Return that a condition, which is never unknown, does not hold."""
    return not condition if isinstance(condition, bool) else exp.not_(condition)


def case(branches: Iterable[tuple[Truth, Term]], otherwise: Term) -> Term:
    """Return the value of the first branch whose condition holds.

    Cases that follow as the last way out become branches of this one: an engine that works by
    columns pays for every level.
    """
    whens: list[tuple[Term, Term]] = []
    for condition, value in branches:
        if condition is True:
            otherwise = value
            break
        if not isinstance(condition, bool):
            whens.append((condition, value))
    if not whens:
        return otherwise
    if isinstance(otherwise, exp.Case):
        whens += [(one.this, one.args["true"]) for one in otherwise.args["ifs"]]
        otherwise = otherwise.args["default"]
    made = exp.Case()
    for condition, value in whens:
        made = made.when(condition, value, copy=False)
    return made.else_(otherwise, copy=False)


def _literal(value: int | str) -> Term:
    """Return a number or a text."""
    return number(value) if isinstance(value, int) else text(value)


def _closed(term: Term) -> Term:
    """Return a copy that stands in brackets where it has parts of its own."""
    return exp.paren(term) if isinstance(term, exp.Binary | exp.Case) else term.copy()
