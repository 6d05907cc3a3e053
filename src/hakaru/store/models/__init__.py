"""The tables: entries of ledgers as rows, and the append-only log of events.

Every row of an entry has `plan`, `entry_id` (its id in the ledger, unique in its plan), `position`
(its place in the ledger's list) and `source` (where it was read, as in the ledger's JSON).
"""

from hakaru.store.models.columns import EntryRow
from hakaru.store.models.desk import Postponed
from hakaru.store.models.event import EntryChange, Event
from hakaru.store.models.imports import (
    FileStatus,
    Import,
    ImportChoice,
    ImportEdit,
    ImportFile,
    ImportState,
    SourceFile,
)
from hakaru.store.models.measures import Actual, Baseline, Indicator, Target
from hakaru.store.models.plan import (
    Document,
    Member,
    Pack,
    Participant,
    Plan,
    Project,
    Relisting,
    Section,
)
from hakaru.store.models.records import Acceptance, Activity, Budget, Fact, Note, Override
from hakaru.store.models.searching import Searchable

__all__ = [
    "Acceptance",
    "Activity",
    "Actual",
    "Baseline",
    "Budget",
    "Document",
    "EntryChange",
    "EntryRow",
    "Event",
    "Fact",
    "FileStatus",
    "Import",
    "ImportChoice",
    "ImportEdit",
    "ImportFile",
    "ImportState",
    "Indicator",
    "Member",
    "Note",
    "Override",
    "Pack",
    "Participant",
    "Plan",
    "Postponed",
    "Project",
    "Relisting",
    "Searchable",
    "Section",
    "SourceFile",
    "Target",
]
