"""The command line: one file a command, one line a command in `COMMANDS`."""

import importlib
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Protocol, cast

from hakaru import __version__
from hakaru.cli.arguments import Parser, chosen_language
from hakaru.errors import HakaruError
from hakaru.report.words import Language, say, sentence_for_error

# Each command, the module it lives in and what it is for. Only the one that is asked for is
# loaded: `hakaru --help` answers without reading a single file format.
COMMANDS = {
    "read": ("hakaru.cli.read", "read.about"),
    "grade": ("hakaru.cli.grade", "grade.about"),
    "check": ("hakaru.cli.check", "check.about"),
    "rules": ("hakaru.cli.rules", "rules.about"),
    "report": ("hakaru.cli.report", "report.about"),
    "publish": ("hakaru.cli.publish", "publish.about"),
    "serve": ("hakaru.cli.serve", "serve.about"),
    "manage": ("hakaru.cli.manage", "manage.about"),
}

DONE = 0
WRONG_USE = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells have it
NOBODY_READS = 141  # 128 + SIGPIPE: `hakaru read … | head`


class Command(Protocol):
    """What a module of a command has."""

    def arguments(self, parser: Parser, lang: Language) -> None:
        """Add the command's arguments to its parser."""

    def run(self, options: Namespace, lang: Language) -> int:
        """Do it and return the exit status."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 errors found (`check`), 2 refused.

    Trouble is one line on stderr, never a traceback; with HAKARU_DEBUG=1 the traceback is shown
    as well.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    lang = chosen_language(words, os.environ)
    _soften_output()
    try:
        status = _run(words, lang)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return NOBODY_READS
    except Exception as error:  # noqa: BLE001 - a user never meets a traceback
        return _refuse(error, lang)
    return status


def _run(words: Sequence[str], lang: Language) -> int:
    """Parse the words of the command line and run the command they name."""
    parser = _parser_for(words, lang)
    try:
        options = parser.parse_args(words)
    except SystemExit:  # how argparse leaves after --help and --version
        return DONE
    if options.command is None:
        parser.print_help()
        return DONE
    return _load(options.command).run(options, lang)


def _parser_for(words: Sequence[str], lang: Language) -> Parser:
    """Return the parser; a command's own arguments are known where the words name it."""
    parser = Parser(prog="hakaru", description=say("hakaru.about", lang), lang=lang)
    parser.group_of_options.add_argument(
        "--version",
        action="version",
        version=f"hakaru {__version__}",
        help=say("option.version", lang),
    )
    commands = parser.add_subparsers(
        title=say("group.commands", lang), dest="command", metavar="COMMAND"
    )
    for name, (_, about) in COMMANDS.items():
        command = commands.add_parser(
            name,
            prog=f"hakaru {name}",
            description=say(about, lang),
            help=say(about, lang),
            lang=lang,
        )
        if name in words:
            _load(name).arguments(command, lang)
    return parser


def _load(name: str) -> Command:
    """Load the module of a command."""
    return cast("Command", importlib.import_module(COMMANDS[name][0]))


def _refuse(error: Exception, lang: Language) -> int:
    """Print one line about what went wrong on stderr and return the status of a refusal."""
    if os.environ.get("HAKARU_DEBUG") == "1":
        sys.excepthook(type(error), error, error.__traceback__)
    line = " ".join(_sentence(error, lang).split())
    print("hakaru:", line, file=sys.stderr)  # noqa: T201 - this is the terminal
    return WRONG_USE


def _sentence(error: Exception, lang: Language) -> str:
    """Return what was wrong, where, and what to do."""
    if isinstance(error, HakaruError):
        return sentence_for_error(error, lang)
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return say("trouble.file", lang, file=error.filename or "", reason=reason)
    return say("trouble.unforeseen", lang, kind=type(error).__name__, detail=str(error))


def _soften_output() -> None:
    """Let a terminal that lacks a character show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _discard_output() -> None:
    """Send what is left to nowhere, so that closing stdout cannot fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
