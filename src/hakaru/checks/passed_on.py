"""What the readers find out themselves while they read, and is a contradiction of the document.

It is told beside the findings of the checks, under the codes of reading, and is not found twice:
where a reader told of a place, the check for the same kind leaves it alone.
"""

from collections.abc import Iterator

from hakaru.checks.context import Context
from hakaru.findings import Finding
from hakaru.ledger.entries import Budget, Indicator, Project, Target

# R119: nothing was read of a document; to say "no contradictions" of it would not be true.
# R104 results without an indicator, R111 and R112 revisions, R116 years in a heading, R117, R123
# and R184 numbers and names that stand twice, R120 members, R122 documents that differ, R180 and
# R181 relisted rows.
PASSED_ON = frozenset(
    {"R104", "R111", "R112", "R116", "R117", "R119", "R120", "R122", "R123", "R180", "R181", "R184"}
)
_DIFFERS = "R122"
# Texts, notes and the plan itself differ from document to document by nature; results are compared
# by their days in H113.
_COMPARED = Project | Indicator | Target | Budget


def passed_on(context: Context) -> Iterator[Finding]:
    """Yield the contradictions that reading noticed."""
    for finding in context.read:
        if finding.code not in PASSED_ON:
            continue
        entry = context.index.entry.get(finding.value("id"))
        if finding.code != _DIFFERS or isinstance(entry, _COMPARED):
            yield finding
