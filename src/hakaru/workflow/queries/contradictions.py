"""The contradictions of plans: computed when asked, kept as long as no plan of them changes."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache

from msgspec.structs import replace

from hakaru.checks import run
from hakaru.checks.acceptance import fingerprint, plan_named
from hakaru.errors import UsageError
from hakaru.findings import Finding
from hakaru.ledger.entries import Acceptance, AnyEntry, Indicator, Plan, Project
from hakaru.ledger.ledger import Index, Ledger, ledger_of
from hakaru.ledger.revising import effective
from hakaru.rules.rulebook import books
from hakaru.source import Place
from hakaru.store.ledger_rows import load_ledger
from hakaru.store.models import Plan as PlanRow
from hakaru.store.models import Postponed
from hakaru.workflow.importing.noticed import noticed

SETS_KEPT = 20
# More entries than this at one place are a line of text that holds a whole card.
MOST_AT_A_PLACE = 4
# A shorter text occurs by chance.
LEAST_QUOTED = 4
Version = tuple[str, int, int]


class Contradictions:
    """The findings of some plans held against each other, with the entries they speak of."""

    def __init__(self, plans: Iterable[str]) -> None:
        """Load the plans and look; a rulebook that this program does not have grades nothing."""
        found = [effective(load_ledger(plan)) for plan in plans]
        self.ledger = _joined(found)
        self.index = Index(self.ledger)
        # Some contradictions are seen while a document is read, and only then.
        self.findings = run(self.ledger, read=noticed(self.ledger.documents))

    @cached_property
    def by_name(self) -> dict[str, Finding]:
        """The findings by their fingerprint."""
        return {fingerprint(finding): finding for finding in self.findings}

    @cached_property
    def accepted(self) -> dict[tuple[str, str], Acceptance]:
        """The acceptances by code and fingerprint, the last one each."""
        return {(one.code, one.fingerprint): one for one in self.ledger.acceptances}

    @cached_property
    def _at(self) -> dict[Place, list[AnyEntry]]:
        """The entries by where they were read; a baseline stands for its indicator."""
        found: dict[Place, list[AnyEntry]] = {}
        for entry in self.ledger.entries():
            if entry.source is not None:
                found.setdefault(entry.source, []).append(entry)
            if isinstance(entry, Indicator) and entry.baseline and entry.baseline.source:
                found.setdefault(entry.baseline.source, []).append(entry)
        return found

    def plan_of(self, finding: Finding) -> str:
        """Return the plan in whose ledger a finding is accepted."""
        return plan_named(self.ledger, finding) or ""

    def named(self, finding: Finding) -> tuple[AnyEntry, ...]:
        """Return the entries whose ids stand among a finding's values."""
        found = (self.index.entry.get(value) for _, value in finding.values)
        return tuple(entry for entry in found if entry is not None)

    def sides(self, finding: Finding) -> tuple[AnyEntry, ...]:
        """Return the entries a finding holds against each other, in the order of its places.

        What was read at its places comes first; without any, the result and the target of the
        indicator and year it names; an indicator's own entry where nothing else is known.
        """
        named = self.named(finding)
        near = {entry.id for entry in named}
        found: dict[str, AnyEntry] = {}
        for place in finding.places:
            there = self._at.get(place, ())
            close = [entry for entry in there if self._touches(entry, near)] or there
            said = [entry for entry in close if _says(entry, finding)] or close
            found.update((entry.id, entry) for entry in list(said)[:MOST_AT_A_PLACE])
        if len(found) < len(finding.places) or not found:
            found |= {e.id: e for e in self._of_year(finding, named) if e.id not in found}
        return tuple(found.values()) or named

    def _of_year(self, finding: Finding, named: tuple[AnyEntry, ...]) -> Iterator[AnyEntry]:
        """Yield result and target of the year that a finding names."""
        year = finding.value("fiscal_year")
        for entry in named:
            if isinstance(entry, Indicator) and year.isdecimal():
                known = (
                    self.index.actual(entry.id, int(year)),
                    self.index.target(entry.id, int(year)),
                )
                yield from (one for one in known if one is not None)

    def _touches(self, entry: AnyEntry, near: set[str]) -> bool:
        """Tell whether an entry is one of those named, or hangs on one."""
        owners = {entry.id, *(getattr(entry, key, "") for key in ("indicator", "project"))}
        if isinstance(entry, Indicator):
            owners.add(entry.parent)
        return bool(owners & near)


def _says(entry: AnyEntry, finding: Finding) -> bool:
    """Tell whether a finding quotes what an entry says."""
    quantity = getattr(entry, "quantity", None)
    text = quantity.text if quantity is not None else getattr(entry, "text", "")
    return bool(text) and any(
        value == text or (len(value) >= LEAST_QUOTED and not value.isdecimal() and value in text)
        for _, value in finding.values
    )


def _joined(ledgers: list[Ledger]) -> Ledger:
    """Return ledgers as one; a plan whose rulebook is unknown here is judged by none."""
    known = set(books())
    entries = [
        replace(entry, rulebook="")
        if isinstance(entry, Plan) and entry.rulebook not in known
        else entry
        for ledger in ledgers
        for entry in ledger.entries()
    ]
    documents = dict.fromkeys(document for ledger in ledgers for document in ledger.documents)
    return ledger_of(entries, documents)


def contradictions(plan: str = "") -> Contradictions:
    """Return the contradictions of a plan, or of all plans held against each other.

    Raises UsageError `plan.unknown` (plan).
    """
    rows = PlanRow.objects.order_by("entry_id")
    if plan:
        rows = rows.filter(entry_id=plan)
    versions = tuple(rows.values_list("entry_id", "pk", "version"))
    if plan and not versions:
        raise UsageError("plan.unknown", plan=plan)
    return _kept(versions)


@lru_cache(maxsize=SETS_KEPT)
def _kept(versions: tuple[Version, ...]) -> Contradictions:
    """Look once for each version of the plans; frozen, so it may be shared between answers."""
    return Contradictions(plan for plan, _, _ in versions)


def forget_contradictions() -> None:
    """Forget what was found, for whoever replaces the database under a running process."""
    _kept.cache_clear()


def finding_of(plan: str, name: str) -> Finding:
    """Return a finding by its fingerprint: the plan's own, or one across the plans.

    Raises UsageError `plan.unknown`, `finding.gone`.
    """
    finding = contradictions(plan).by_name.get(name) or contradictions().by_name.get(name)
    if finding is None:
        raise UsageError("finding.gone")
    return finding


def put_aside(plans: Iterable[str], today: date) -> dict[tuple[str, str], Postponed]:
    """Return what was put aside and is not due yet, by plan and fingerprint."""
    rows = Postponed.objects.filter(plan__entry_id__in=list(plans), until__gt=today)
    return {(row.plan.entry_id, row.fingerprint): row for row in rows.select_related("plan")}


def project_of(index: Index, entry: AnyEntry) -> Project | None:
    """Return the project an entry belongs to, None for a section's or plan's."""
    seen: AnyEntry | None = entry
    for _ in range(3):
        if seen is None or isinstance(seen, Project):
            break
        key = next((k for k in ("indicator", "project", "parent") if getattr(seen, k, "")), "")
        seen = index.entry.get(getattr(seen, key)) if key else None
    return seen if isinstance(seen, Project) else None
