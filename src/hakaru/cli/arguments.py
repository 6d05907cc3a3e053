"""Parsing of the command line: help and complaints in the user's language, one line each."""

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, NoReturn

from hakaru.errors import UsageError
from hakaru.report.words import Language, language_of, say

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

# What argparse says, told apart so that it can be said in either language.
COMPLAINTS = (
    ("usage.missing", r"the following arguments are required: (?P<what>.+)"),
    ("usage.unknown", r"unrecognized arguments: (?P<what>.+)"),
    ("usage.no_value", r"argument (?P<what>.+): expected .+"),
    (
        "usage.choice",
        r"argument (?P<what>.+): invalid choice: (?P<given>.+) \(.*from (?P<known>.+)\)",
    ),
    ("usage.value", r"argument (?P<what>.+): invalid \w+ value: (?P<given>.+)"),
    ("usage.together", r"argument (?P<what>.+): not allowed with argument (?P<other>.+)"),
)  # fmt: skip


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with its one fixed word, "usage:", in the user's language."""

    def __init__(self, prog: str, *, lang: Language) -> None:
        """Keep the language."""
        super().__init__(prog, max_help_position=28)
        self._lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Put the usage line under its heading."""
        super().add_usage(usage, actions, groups, prefix or say("group.usage", self._lang) + " ")


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError instead of printing and leaving.

    With `pass_through` every word after the command goes to `rest`, options too.
    """

    def __init__(self, *, prog: str, description: str, lang: Language) -> None:
        """Make a parser whose headings are in `lang`; options stand in `group_of_options`."""
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=partial(_Formatter, lang=lang),
            add_help=False,
            allow_abbrev=False,
        )
        self.pass_through = False
        self.group_of_arguments = self.add_argument_group(say("group.arguments", lang))
        self.group_of_options = self.add_argument_group(say("group.options", lang))
        self.group_of_options.add_argument(
            "-h", "--help", action="help", help=say("option.help", lang)
        )
        self.group_of_options.add_argument(
            "--lang",
            choices=[language.value for language in Language],
            metavar="ja|en",
            help=say("option.lang", lang),
        )

    def parse_known_args(  # type: ignore[override] # the general one of argparse's overloads
        self,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse, or hand on everything."""
        if not self.pass_through:
            return super().parse_known_args(args, namespace)
        found = namespace or argparse.Namespace()
        found.rest = list(args or ())
        return found, []

    def error(self, message: str) -> NoReturn:
        """Raise what argparse complains about."""
        for code, pattern in COMPLAINTS:
            match = re.fullmatch(pattern, message)
            if match:
                raise UsageError(code, command=self.prog, **match.groupdict())
        raise UsageError("usage.other", command=self.prog, detail=message)


def chosen_language(words: Sequence[str], environ: Mapping[str, str]) -> Language:
    """Return the language to speak: `--lang`, else the locale, else Japanese.

    It is needed before the words are parsed, because a complaint about them is worded in it.
    """
    for word, after in pairwise([*words, ""]):
        if word == "--lang" or word.startswith("--lang="):
            return language_of(word.partition("=")[2] or after)
    for variable in LOCALE_VARIABLES:
        if environ.get(variable):
            return language_of(environ[variable])
    return Language.JA
