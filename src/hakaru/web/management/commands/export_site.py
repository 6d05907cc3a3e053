"""`hakaru manage export-site DIR`: write the public site as files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from hakaru.web.exporting import export_site
from hakaru.web.management.database import found_ready


class Command(BaseCommand):
    """Write the public site as files that open from a disk or any web server."""

    help = _("公開サイトを、そのまま開けるファイルとして書き出します。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the folder, and for the address it will be reached by."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--address", default="", help=_("公開するアドレス(sitemap.xml に書く)"))

    def handle(self, *, folder: Path, address: str, **_options: object) -> None:
        """Write, and say how much."""
        found_ready()
        done = export_site(folder, address=address, progress=self._tell)
        if self.stderr.isatty():
            self.stderr.write("")
        for missing in done.missing:
            self.stderr.write(_("リンク先がありません：%(address)s") % {"address": missing})
        self.stdout.write(
            _("%(pages)d 件（%(size).1f MB）を %(folder)s に書き出しました。")
            % {"pages": done.pages, "size": done.size / 1e6, "folder": folder}
        )

    def _tell(self, written: int, known: int) -> None:
        """Say on a terminal how far it is."""
        if self.stderr.isatty() and (written % 20 == 0 or written == known):
            line = _("%(written)d／%(known)d 件") % {"written": written, "known": known}
            self.stderr.write(f"\r{line}", ending="")
