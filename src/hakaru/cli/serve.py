"""`hakaru serve`: the web app, reached by name so that the command line knows no framework."""

import importlib
from argparse import Namespace

from hakaru.cli.arguments import Parser
from hakaru.cli.screen import tell
from hakaru.report.words import Language, say


def arguments(parser: Parser, lang: Language) -> None:
    """Add `[--demo] [--host HOST] [--port PORT]`."""
    add = parser.group_of_options.add_argument
    add("--demo", action="store_true", help=say("option.demo", lang))
    add("--host", default="127.0.0.1", metavar="HOST", help=say("option.host", lang))
    add("--port", default=8000, type=int, metavar="PORT", help=say("option.port", lang))


def run(options: Namespace, lang: Language) -> int:
    """Serve until stopped, saying each step on stderr."""
    serving = importlib.import_module("hakaru.web.serving")
    serving.serve(
        host=options.host, port=options.port, demo=options.demo, progress=tell, language=lang
    )
    return 0
