"""`hakaru manage load LEDGER`: put a ledger file into the database."""

import getpass
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from hakaru.web.management.database import made_ready
from hakaru.workflow.loading import load_ledger_file


class Command(BaseCommand):
    """Load a ledger; loading it again changes nothing."""

    help = _("台帳(.jsonl)をデータベースに読み込みます。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file, and for who is to stand in the log."""
        parser.add_argument("ledger", type=Path)
        parser.add_argument(
            "--replace",
            action="store_true",
            help=_("画面で直した値を残さず、台帳のとおりにします。"),
        )
        parser.add_argument("--by", default="", help=_("記録に残す名前(指定がなければ利用者名)"))

    def handle(self, *, ledger: Path, by: str, replace: bool = False, **_options: object) -> None:
        """Load the file and say what changed."""
        made_ready()
        result = load_ledger_file(
            path=ledger, by=by or getpass.getuser(), at=timezone.now(), replace=replace
        )
        self.stdout.write(
            _("%(entries)d 件を読み、%(plans)d 計画の %(changes)d 件を書き換えました。")
            % {
                "entries": sum(result.counts.values()),
                "plans": len(result.plans),
                "changes": len(result.changes),
            }
        )
        if result.kept:
            self.stdout.write(
                _("画面で直した値 %(kept)d 件は、そのまま残しました(--replace で台帳のとおりに)。")
                % {"kept": result.kept}
            )
