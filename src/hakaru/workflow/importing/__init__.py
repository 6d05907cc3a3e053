"""From files to the ledger: drop, read, look, correct, choose, confirm.

Actions change one import each, in one transaction, and write what they did into the log; nothing
reaches a plan before `confirm`. Pages ask for the frozen views of `views`.
"""

from hakaru.store.models import FileStatus, ImportState
from hakaru.workflow.importing.comparing import differences_page
from hakaru.workflow.importing.confirming import Outcome, Seen, choose, confirm
from hakaru.workflow.importing.differences import DifferenceKind
from hakaru.workflow.importing.draft import LOOKED_AT
from hakaru.workflow.importing.editing import edit, look, redo, undo
from hakaru.workflow.importing.files import Bounds, Dropped, add, drop, read_one, start
from hakaru.workflow.importing.heads import error_sentence, head_of, import_of, imports, unfinished
from hakaru.workflow.importing.noticed import noticed
from hakaru.workflow.importing.reasons import DIRECTION, NOT_UNDERSTOOD, Reason
from hakaru.workflow.importing.review import (
    SEPARATOR,
    contents,
    field_of,
    subject_page,
    to_check,
)
from hakaru.workflow.importing.sources import SourcePage, picture
from hakaru.workflow.importing.views import (
    BlockView,
    CheckPage,
    ContentsLine,
    ContentsPage,
    DifferencesPage,
    DifferenceView,
    FieldKind,
    FieldView,
    FileView,
    ImportHead,
    ImportList,
    LineView,
    SubjectPage,
)
from hakaru.workflow.rewriting import Change

REVIEW = ImportState.REVIEW.value
NOT_READ = FileStatus.NOT_READ.value

__all__ = [
    "DIRECTION",
    "LOOKED_AT",
    "NOT_READ",
    "NOT_UNDERSTOOD",
    "REVIEW",
    "SEPARATOR",
    "BlockView",
    "Bounds",
    "Change",
    "CheckPage",
    "ContentsLine",
    "ContentsPage",
    "DifferenceKind",
    "DifferenceView",
    "DifferencesPage",
    "Dropped",
    "FieldKind",
    "FieldView",
    "FileView",
    "ImportHead",
    "ImportList",
    "LineView",
    "Outcome",
    "Reason",
    "Seen",
    "SourcePage",
    "SubjectPage",
    "add",
    "choose",
    "confirm",
    "contents",
    "differences_page",
    "drop",
    "edit",
    "error_sentence",
    "field_of",
    "head_of",
    "import_of",
    "imports",
    "look",
    "noticed",
    "picture",
    "read_one",
    "redo",
    "start",
    "subject_page",
    "to_check",
    "undo",
    "unfinished",
]
