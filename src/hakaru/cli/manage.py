"""`hakaru manage`: Django's administration with our settings, reached by name."""

import importlib
import os
from argparse import Namespace

from hakaru.cli.arguments import Parser
from hakaru.errors import UsageError
from hakaru.report.words import Language

SETTINGS = "hakaru.web.settings"
REFUSED = 2


def arguments(parser: Parser, _lang: Language) -> None:
    """Hand on every word that follows."""
    parser.pass_through = True


def run(options: Namespace, _lang: Language) -> int:
    """Run a management command; its own refusals become the status of ours.

    Raises UsageError `database.unreachable` (reason).
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    management = importlib.import_module("django.core.management")
    unreachable = importlib.import_module("django.db").OperationalError
    if options.rest and options.rest[0][:1] != "-":
        # Where nobody has kept anything yet, there is no folder for it.
        environment = importlib.import_module("hakaru.web.environment")
        environment.prepare(environment.data_directory(os.environ))
    try:
        management.execute_from_command_line(["hakaru manage", *_by_module(options.rest)])
    except SystemExit as leaving:
        return REFUSED if leaving.code else 0
    except unreachable as error:
        raise UsageError("database.unreachable", reason=str(error).strip()) from error
    return 0


def _by_module(words: list[str]) -> list[str]:
    """Return the words with the command named as its module is: such names have no hyphen."""
    return [words[0].replace("-", "_"), *words[1:]] if words and words[0][:1] != "-" else words
