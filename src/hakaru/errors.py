"""The exception tree: for wrong use and unreadable input, never for bad data.

    HakaruError                 any of these; a command exits with status 2 and one line
    ├── UnreadableInputError    a file that cannot be read at all
    ├── LedgerFormatError       a line of a ledger file that is not what the format says
    ├── RulebookError           a rulebook that does not say what a rulebook must say
    ├── MappingError            a mapping file that does not fit the document
    └── UsageError              a request that cannot be carried out

An error carries a code and its parameters; the sentence is made at the rim, in ja or en.
"""


class HakaruError(Exception):
    """Base of all: `code` names the sentence, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        """Keep the code and the values as text."""
        self.code = code
        self.values = {key: str(value) for key, value in values.items()}
        super().__init__(f"{code} {self.values}")


class UnreadableInputError(HakaruError):
    """A file is missing, empty, binary, encrypted, too large or damaged beyond reading."""


class LedgerFormatError(HakaruError):
    """A ledger file has a line that is not an entry of `hakaru.ledger/1`."""


class RulebookError(HakaruError):
    """A rulebook lacks something or says something impossible; names file, key and expectation."""


class MappingError(HakaruError):
    """A mapping file does not fit the form it is used on."""


class UsageError(HakaruError):
    """A request names something that does not exist or cannot be done."""
