"""`hakaru manage restore FILE`: everything from one file, or nothing."""

import getpass
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from hakaru.errors import UnreadableInputError, UsageError
from hakaru.web.management.database import made_ready
from hakaru.workflow.restoring import held, look_into, restore


class Command(BaseCommand):
    """Restore a backup; what is there already is replaced only where that is asked for."""

    help = _("控えのファイルから、すべてを元に戻します。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file, and whether what is there may be replaced."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help=_("いまある内容を控えの内容に置き換えます")
        )
        parser.add_argument("--by", default="", help=_("記録に残す名前(指定がなければ利用者名)"))

    def handle(self, *, file: Path, replace: bool, by: str, **_options: object) -> None:
        """Look into the file, warn, and put it back."""
        if not file.is_file():
            raise UnreadableInputError("file.missing", file=file)
        made_ready()
        with file.open("rb") as backup:
            look_into(backup, file.name)
            now = held()
            if now.plans and not replace:
                how = _("--replace を付けてください")
                raise UsageError("backup.replace", plans=now.plans, how=how)
            backup.seek(0)
            who = by or getpass.getuser()
            manifest = restore(backup, file.name, by=who, at=timezone.now())
        self.stdout.write(
            _("%(file)s から、計画 %(plans)d 件を戻しました。")
            % {"file": file.name, "plans": len(manifest.plans)}
        )
