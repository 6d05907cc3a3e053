"""What a reader must find of a description: flat facts, as far as a layout shows them."""

from documents.corpus.facts import Key, plain, squeeze
from documents.corpus.printing import Style
from documents.corpus.said import Aim, Result, SaidIndicator, SaidPlan, SaidProject, Say
from hakaru.ledger.quantity import Softness


class _Expecting:
    """Collects the facts of one description, as far as a layout shows them."""

    def __init__(self, plan: SaidPlan, style: Style, shows: frozenset[str]) -> None:
        self.plan = plan
        self.style = style
        self.shows = shows
        self.facts: dict[Key, str] = {}

    def tell(self, owner: str, field: str, value: str, facet: str = "") -> None:
        """Expect a fact, where the layout shows its facet and there is something to tell."""
        if value and (not facet or facet in self.shows):
            self.facts[owner, field] = value

    def project(self, project: SaidProject) -> None:
        """Expect a project with all it has."""
        owner = squeeze(project.name)
        titles = self.plan.titles
        self.tell(owner, "project", owner)
        self.tell(owner, "number", squeeze(project.number), "number")
        self.tell(owner, "section", squeeze(titles(project.path)), "section")
        self.tell(owner, "participants", "、".join(project.participants), "participants")
        self.tell(owner, "summary", squeeze(project.summary), "summary")
        duties = "、".join(f"{who}:{what}" for who, what in project.duties)
        self.tell(owner, "duties", squeeze(duties), "duties")
        self.tell(owner, "priority", "yes" if project.major else "", "priority")
        self.tell(owner, "new from", str(project.new_from or ""), "new")
        again = sorted(squeeze(titles(path)) for path in project.again)
        self.tell(owner, "relisted in", "、".join(again), "again")
        for (kind, year), yen in project.money.items():
            self.tell(owner, f"{kind} {year}", str(yen), "money")
        for year, text in project.done.items():
            self.tell(owner, f"done {year}", squeeze(text), "done")
        if "indicators" in self.shows:
            for at, indicator in enumerate(project.indicators):
                self.indicator(owner, indicator, self.style.mark(project, at))

    def indicator(self, parent: str, indicator: SaidIndicator, mark: str) -> None:
        """Expect an indicator with its targets and results."""
        printed = squeeze(self.style.item(indicator))
        owner = f"{parent} / {printed}"
        self.tell(owner, "indicator", printed)
        self.tell(owner, "marker", mark, "marker")
        self.tell(owner, "unit", indicator.unit)
        self.tell(owner, "cumulative", "yes" if _runs(indicator) else "", "cumulative")
        self.tell(owner, "direction", indicator.better.value, "direction")
        if indicator.baseline is not None:
            text = self.style.start(indicator)
            self.value(owner, "baseline", indicator, indicator.baseline, text, "baseline")
            self.tell(owner, "baseline year", str(indicator.baseline_year or ""), "baseline")
        for at, aim in enumerate(indicator.aims if "targets" in self.shows else (), 1):
            self.aim(owner, f"target {at}", indicator, aim)
        for year, result in indicator.results.items():
            self.result(owner, str(year), indicator, result)

    def value(
        self, owner: str, field: str, indicator: SaidIndicator, say: Say, text: str, facet: str
    ) -> None:
        """Expect a value: what it is, its unit where it is a number, and its text."""
        if text:
            self.tell(owner, f"{field} value", _meant(say), facet)
            self.tell(owner, f"{field} unit", _unit(say, indicator), facet)
            self.tell(owner, f"{field} text", squeeze(text), facet)

    def aim(self, owner: str, field: str, indicator: SaidIndicator, aim: Aim) -> None:
        """Expect one revision of a target."""
        text = self.style.aim(aim, indicator)
        self.tell(owner, f"{field} kind", aim.kind.value)
        self.value(owner, field, indicator, aim.say, text, "targets")
        self.tell(owner, f"{field} due", str(aim.due or ""))
        self.tell(owner, f"{field} comparison", aim.comparison.value if aim.comparison else "")
        self.tell(owner, f"{field} from", str(aim.force[0] or ""))
        self.tell(owner, f"{field} until", str(aim.force[1] or ""))
        self.tell(owner, f"{field} measures", squeeze(aim.measures))
        self.tell(owner, f"{field} reason", squeeze(aim.reason))

    def result(self, owner: str, year: str, indicator: SaidIndicator, result: Result) -> None:
        """Expect a result, its certainty and its grade."""
        say = result.say
        text = self.style.value(say, indicator)
        if "results" not in self.shows or not (text or result.grade):
            return
        self.value(owner, year, indicator, say, text, "results")
        told = str(self.plan.forecast) == year and say.state is None and not result.final
        forecast = told or say.soft is Softness.EXPECTED
        self.tell(owner, f"{year} forecast", "yes" if forecast else "")
        self.tell(owner, f"{year} grade", result.grade, "grades")
        self.tell(owner, f"{year} rate", result.rate, "rates")


def expected(plan: SaidPlan, style: Style, shows: frozenset[str]) -> dict[Key, str]:
    """Return every fact a document of this plan must give."""
    expecting = _Expecting(plan, style, shows)
    expecting.tell("", "title", squeeze(plan.title))
    expecting.tell("", "members", "、".join(plan.members), "participants")
    for project in plan.projects:
        expecting.project(project)
    for path, indicator in plan.loose if "indicators" in shows else ():
        section = squeeze(plan.titles(path)) if "section" in shows else ""
        expecting.indicator(section, indicator, "")
    return expecting.facts


def _runs(indicator: SaidIndicator) -> bool:
    """Tell whether an indicator's results are running totals."""
    return indicator.running or any(aim.until for aim in indicator.aims)


def _meant(say: Say) -> str:
    """Return what a value is, in one line."""
    if say.value is not None:
        return plain(say.value)
    if say.parts:
        return "、".join(f"{label}={plain(value)}" for label, value in say.parts)
    return say.word or say.everyone or (say.state.value if say.state else "")


def _unit(say: Say, indicator: SaidIndicator) -> str:
    """Return the unit of a number or of everyone."""
    if say.everyone:
        return say.everyone
    return indicator.unit if say.value is not None else ""
