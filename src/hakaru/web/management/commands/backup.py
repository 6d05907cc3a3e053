"""`hakaru manage backup FILE`: everything into one file, while the site is in use."""

import os
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from hakaru.web.management.database import found_ready
from hakaru.workflow.backing_up import back_up


class Command(BaseCommand):
    """Write a backup; the file appears whole or not at all."""

    help = _("計画、記録、履歴のすべてを一つのファイルに控えます。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_options: object) -> None:
        """Write beside the file, then put it in its place."""
        found_ready()
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            with draft.open("xb") as out:
                manifest = back_up(out)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
        self.stdout.write(
            _("%(file)s に、計画 %(plans)d 件を控えました。")
            % {"file": file, "plans": len(manifest.plans)}
        )
