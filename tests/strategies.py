"""Made ledgers for property tests: whole by construction, nasty in every text."""

from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any

from hypothesis import strategies as st

from hakaru.ledger.entries import (
    EVERY_YEAR,
    Acceptance,
    Activity,
    Actual,
    AnyEntry,
    Baseline,
    Budget,
    Certainty,
    Direction,
    DirectionSource,
    Fact,
    Indicator,
    Note,
    Override,
    Plan,
    Project,
    Section,
    Share,
    Target,
    TargetKind,
)
from hakaru.ledger.integrity import FIRST_YEAR, LARGEST_SCALE, LAST_YEAR
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.quantity import Comparison, Part, Quantity, Softness, State
from hakaru.source import Document, Place

NASTY = (
    "",
    " ",
    "改\n行\r\n",
    "★",
    "※R5.3末時点",
    "①②③",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "<u>札幌市</u>",
    '"quoted", \\n, \\u0000',
    "{{ 7 * 7 }}",
    "' OR 1=1 --",
    "CO ₂",
    "𠮷野家",
    "か\u3099",
    "\u2028\u2029\u0085",
    "\ufeff",
    "\u202eabc",
    "١٢٣",
    "△1.50",
    "長" * 5000,
)
# PostgreSQL keeps no NUL, and no file has lone surrogates.
_any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)

texts = st.one_of(st.sampled_from(NASTY), _any_text)
years = st.one_of(st.integers(2018, 2030), st.sampled_from([FIRST_YEAR, LAST_YEAR]))
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
decimals = st.one_of(
    st.sampled_from(
        [Decimal(number) for number in ("0", "0.00", "-0", "1.50", "72.22", "1E+3", "-2939")]
    ),
    st.decimals(-(10**12), 10**12, places=4),
    st.integers(-(10**28) + 1, 10**28 - 1).map(Decimal),
    st.integers(-(10**27), 10**27).map(lambda digits: Decimal(digits).scaleb(-20)),
)
places = st.builds(
    Place,
    file=st.sampled_from(["kpi.txt", "調査票 ①.xlsx", "a/b.pdf"]),
    sheet=texts,
    page=st.integers(0, 500),
    table=st.integers(0, 50),
    line=st.integers(0, 10**6),
    cell=st.sampled_from(["", "B7", "AA12"]),
    box=st.none() | st.tuples(*[st.floats(0, 1000, width=32)] * 4),
)
sources = st.none() | places
documents = st.builds(
    Document,
    file=texts,
    digest=st.text("0123456789abcdef", min_size=64, max_size=64),
    format=st.sampled_from(["text", "xlsx", "pdf", "html", "csv", "ledger"]),
)
parts = st.builds(Part, label=texts, text=texts, value=st.none() | decimals, unit=texts)
shares = st.builds(Share, member=texts, value=decimals, unit=texts)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Return a value, a word, everyone, several parts, or a state: exactly one of them."""
    meaning: dict[str, Any] = draw(
        st.one_of(
            st.fixed_dictionaries({"value": decimals}),
            st.fixed_dictionaries({"word": texts.filter(bool)}),
            st.just({"everyone": True}),
            st.fixed_dictionaries({"parts": st.lists(parts, min_size=1, max_size=3).map(tuple)}),
            st.fixed_dictionaries({"state": st.sampled_from(State)}),
        )
    )
    details = st.fixed_dictionaries(
        {"text": texts, "unit": texts},
        optional={
            "scale": st.sampled_from([1, 1000, 10**8, LARGEST_SCALE]),
            "comparison": st.sampled_from(Comparison),
            "each": st.booleans(),
            "per_year": st.booleans(),
            "softness": st.lists(st.sampled_from(Softness), unique=True, max_size=4).map(tuple),
            "measured_on": days,
            "note": texts,
        },
    )
    fields: dict[str, Any] = {"value": None, "state": None} | draw(details) | meaning
    return Quantity(**fields)


baselines = st.builds(
    Baseline, quantity=quantities(), fiscal_year=st.none() | years, source=sources
)


Kinds = type[AnyEntry] | UnionType


class _Maker:
    """Draws the entries of one plan, each under those drawn before it."""

    def __init__(self, draw: st.DrawFn, plan_id: str) -> None:
        """Begin with no entries."""
        self.draw = draw
        self.entries: list[AnyEntry] = []
        self.plan_id = plan_id

    def add(self, kind: type[Any], key: str, /, **fields: Any) -> None:  # noqa: ANN401 - fields of any entry
        """Draw one more entry of a kind with an id made readable by `key`."""
        number = len(self.entries)
        entry_id = f"{self.plan_id}/{key}{number}" if number else self.plan_id
        fields = {
            name: self.draw(value) if isinstance(value, st.SearchStrategy) else value
            for name, value in fields.items()
        }
        self.entries.append(kind(id=entry_id, source=self.draw(sources), **fields))

    def some(self, kind: Kinds) -> st.SearchStrategy[str]:
        """Return a strategy for the id of an entry of a kind drawn so far."""
        return st.sampled_from([entry.id for entry in self.entries if isinstance(entry, kind)])

    def none_or_some(self, kind: Kinds, none: str | None) -> st.SearchStrategy[Any]:
        """Return a strategy for such an id, or for none."""
        found = [entry.id for entry in self.entries if isinstance(entry, kind)]
        return st.sampled_from([none, *found])

    def count(self, most: int, *, given: Kinds | None = None) -> range:
        """Return how many entries to draw: none where there is nothing they could belong to."""
        if given is not None and not any(isinstance(entry, given) for entry in self.entries):
            return range(0)
        return range(self.draw(st.integers(0, most)))

    def frame(self) -> None:
        """Draw the plan, its sections and its projects."""
        names = st.sampled_from(["札幌市", "小樽市", "新篠津村", "<b>町</b>", "長" * 200])
        self.add(
            Plan,
            "",
            title=texts,
            fiscal_years=st.lists(years, max_size=5, unique=True).map(tuple),
            members=st.lists(names, unique=True, max_size=4).map(tuple),
            hub=texts,
            rulebook=texts,
        )
        for _ in self.count(3):
            parent = self.none_or_some(Section, None)
            self.add(Section, "s", plan=self.plan_id, parent=parent, number=texts, title=texts)
        for _ in self.count(3):
            sections = self.none_or_some(Section, None)
            self.add(
                Project,
                "事業",
                plan=self.plan_id,
                section=sections,
                number=texts,
                name=texts,
                participants=st.lists(names, unique=True, max_size=5).map(tuple),
                relisted_in=st.lists(sections.filter(bool), max_size=3).map(tuple)
                if any(isinstance(entry, Section) for entry in self.entries)
                else (),
                priority=st.booleans(),
                new_from=st.none() | years,
                ended=texts,
                responsibilities=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
                summary=texts,
            )

    def measures(self) -> None:
        """Draw indicators with their targets and actuals."""
        for _ in self.count(3):
            self.add(
                Indicator,
                "指標",
                parent=self.some(Project | Section | Plan),
                marker=st.sampled_from(["", "①", "②"]),
                name=texts,
                unit=texts,
                direction=st.sampled_from(Direction),
                direction_source=st.sampled_from(DirectionSource),
                cumulative=st.booleans(),
                baseline=st.none() | baselines,
                ended=texts,
            )
        for _ in self.count(3, given=Indicator):
            self.add(
                Target,
                "target/",
                indicator=self.some(Indicator),
                kind=st.sampled_from(TargetKind),
                quantity=quantities(),
                due=st.none() | years | st.just(EVERY_YEAR),
                in_force_from=st.none() | years,
                in_force_until=st.none() | years,
                cumulative=st.booleans(),
                measures=texts,
                reason=texts,
                replaces=self.none_or_some(Target, ""),
            )
        for _ in self.count(4, given=Indicator):
            self.add(
                Actual,
                "2025@",
                indicator=self.some(Indicator),
                fiscal_year=years,
                as_of=st.none() | days,
                certainty=st.none() | st.sampled_from(Certainty),
                quantity=quantities(),
                published_grade=st.sampled_from([None, "", "◎", "□", "×", "○", "△", "-"]),
                breakdown=st.lists(shares, max_size=3).map(tuple),
                replaces=self.none_or_some(Actual, ""),
            )

    def records(self) -> None:
        """Draw budgets, activities, facts, notes and what is accepted."""
        for _ in self.count(2, given=Project):
            self.add(
                Budget,
                "budget/",
                project=self.some(Project),
                fiscal_year=years,
                kind=st.sampled_from(["budget", "settled"]),
                amount_yen=st.none() | decimals,
                text=texts,
                replaces=self.none_or_some(Budget, ""),
            )
        for _ in self.count(2, given=Project):
            self.add(
                Activity,
                "activity/",
                project=self.some(Project),
                fiscal_year=st.none() | years,
                as_of=st.none() | days,
                text=texts,
                members=st.lists(texts, max_size=3).map(tuple),
                marker=texts,
                breakdown=st.lists(shares, max_size=3).map(tuple),
            )
        for _ in self.count(2):
            day = st.none() | days
            self.add(
                Fact, "fact/", plan=self.plan_id, subject=texts, label=texts,
                quantity=quantities(), as_of=day,
            )  # fmt: skip
        subjects = [entry.id for entry in self.entries]
        for _ in self.count(2):
            self.add(Note, "note/", subject=st.sampled_from(subjects), text=texts)
        for _ in self.count(2):
            self.add(
                Acceptance, "acceptance/", plan=self.plan_id, code=texts, fingerprint=texts,
                reason=texts, by=texts, at=days,
            )  # fmt: skip
        for _ in self.count(2, given=Indicator):
            self.add(
                Override, "override/", indicator=self.some(Indicator), fiscal_year=years,
                symbol=texts, reason=texts, by=texts, at=days,
            )  # fmt: skip


@st.composite
def plan_ledgers(draw: st.DrawFn, plan_id: str = "計画-2") -> Ledger:
    """Return a ledger of one plan."""
    maker = _Maker(draw, plan_id)
    maker.frame()
    maker.measures()
    maker.records()
    return ledger_of(maker.entries, draw(st.lists(documents, max_size=2)))


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Return a ledger of no plan, one plan, or two."""
    entries: list[AnyEntry] = []
    for number in range(draw(st.integers(0, 2))):
        entries.extend(draw(plan_ledgers(plan_id=f"plan-{number}")).entries())
    return ledger_of(entries, draw(st.lists(documents, max_size=2)))
