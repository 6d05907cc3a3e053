"""A small ledger to publish, and a portal on this machine that speaks CKAN's Action API."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from hakaru.ledger.entries import (
    EVERY_YEAR,
    Acceptance,
    Actual,
    Baseline,
    Budget,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Plan,
    Project,
    Section,
    Share,
    Target,
    TargetKind,
)
from hakaru.ledger.ledger import ledger_of
from hakaru.ledger.measure import read_quantity
from hakaru.report.opendata import Publication
from hakaru.source import Document, Place

FILE = "一覧.txt"
TOKEN = "secret-token"  # noqa: S105 - of the portal below
ORGANIZATION = "kawagiri"
PUBLICATION = Publication(
    name="kawagiri-kpi",
    licence="cc-by-4.0",
    homepage="https://opendata.example.jp/kpi",
    contact_name="企画課",
    contact_email="kikaku@example.jp",
    issued=date(2026, 7, 1),
    codes={"川霧市": "990019", "霧下町": "990027"},
)


def actual(year: int, day: date, text: str, **fields: Any) -> Actual:  # noqa: ANN401 - any field
    """Return a result of the one indicator."""
    told = {"certainty": Certainty.CONFIRMED, "published_grade": "◎"} | fields
    return Actual(
        id=f"plan/08/②/{year}@{day}",
        source=Place(FILE, line=41),
        indicator="plan/08/②",
        fiscal_year=year,
        as_of=day,
        quantity=read_quantity(text),
        **told,
    )


LEDGER = ledger_of(
    (
        Plan(
            id="plan",
            source=None,
            title="川霧圏域ビジョン",
            fiscal_years=(2024, 2025),
            members=("川霧市", "霧下町"),
            hub="川霧市",
            rulebook="sapporo-renkei-2024",
        ),
        Section(id="plan/s1", source=None, plan="plan", parent=None, number="1", title="経済"),
        Project(
            id="plan/08",
            source=None,
            plan="plan",
            section="plan/s1",
            number="8",
            name="㈱連携の支援",
            participants=("川霧市",),
            relisted_in=(),
            priority=False,
            new_from=None,
            ended="",
            responsibilities=(),
            summary="",
        ),
        Indicator(
            id="plan/08/②",
            source=None,
            parent="plan/08",
            marker="②",
            name="=cmd|' /C calc'!A0",
            unit="人",
            direction=Direction.HIGHER,
            direction_source=DirectionSource.STATED,
            cumulative=False,
            baseline=Baseline(quantity=read_quantity("▲2.5千人"), fiscal_year=2018, source=None),
        ),
        Target(
            id="plan/08/②/target",
            source=None,
            indicator="plan/08/②",
            kind=TargetKind.NUMBER,
            quantity=read_quantity("3,000人以上"),
            due=EVERY_YEAR,
            in_force_from=None,
            in_force_until=None,
        ),
        actual(2024, date(2025, 3, 31), "約3,400名"),
        actual(
            2025,
            date(2025, 12, 31),
            "13千人",
            certainty=Certainty.FORECAST,
            published_grade="○",
            breakdown=(
                Share(member="川霧市", value=Decimal(9000), unit="人"),
                Share(member="霧下町", value=Decimal(4000), unit="人"),
            ),
        ),
        actual(2025, date(2026, 3, 31), "集計中", certainty=None, published_grade="-"),
        Budget(
            id="plan/08/settled/2024",
            source=None,
            project="plan/08",
            fiscal_year=2024,
            kind="settled",
            amount_yen=Decimal(12_345_000),
            text="12,345千円",
        ),
        Acceptance(
            id="plan/accept/1",
            source=None,
            plan="plan",
            code="H105",
            fingerprint="abc",
            reason="確認した",
            by="山田花子",
            at=date(2026, 4, 1),
        ),
    ),
    (Document(file=FILE, digest="0" * 64, format="text"),),
)


class Portal(ThreadingHTTPServer):
    """A portal in memory: datasets by name, and the actions that were asked for in order."""

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), _Actions)
        self.datasets: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.moved = ""
        self.waiting = threading.Event()
        # From this request on: lost on the way back, when the work is done; or answered with that.
        self.lost_from: int | None = None
        self.broken_from: tuple[int, int] | None = None

    @property
    def address(self) -> str:
        """The address a user would give."""
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def portal() -> Iterator[Portal]:
    """Run a portal while a test uses it."""
    server = Portal()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.waiting.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Actions(BaseHTTPRequestHandler):
    """The actions of CKAN that publishing asks for."""

    server: Portal

    def do_POST(self) -> None:
        """Answer as CKAN does: a JSON object with success, and result or error."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.moved:
            self.send_response(302)
            self.send_header("Location", self.server.moved)
            self.end_headers()
            return
        action = self.path.removeprefix("/api/3/action/")
        self.server.asked.append(action)
        if self.headers["Authorization"] != TOKEN:
            self._answer(403, error={"__type": "Authorization Error", "message": "断られた"})
            return
        asked = len(self.server.asked)
        if self.server.broken_from and asked >= self.server.broken_from[0]:
            self._answer(self.server.broken_from[1], error={"message": "満杯です"})
            return
        status, result = getattr(self, f"_{action}")(self._fields(body))
        if self.server.lost_from is not None and asked >= self.server.lost_from:
            self.server.waiting.wait(5)
            return
        self._answer(status, **({"result": result} if status == 200 else {"error": result}))

    def _fields(self, body: bytes) -> dict[str, Any]:
        """Return what was sent: JSON, or a form with a file."""
        media_type = self.headers["Content-Type"]
        if media_type == "application/json":
            sent: dict[str, Any] = json.loads(body)
            return sent
        form = message_from_bytes(f"Content-Type: {media_type}\r\n\r\n".encode() + body)
        parts = form.get_payload()
        assert isinstance(parts, list)
        found: dict[str, Any] = {}
        for part in parts:
            assert not isinstance(part, str)
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            name = part.get_param("name", header="content-disposition")
            found[str(name)] = data if name == "upload" else data.decode()
        return found

    def _answer(self, status: int, **content: object) -> None:
        """Send an answer."""
        body = json.dumps({"help": "", "success": status == 200, **content}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    # The actions

    def _package_show(self, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        known = self.server.datasets.get(sent["id"])
        if known is None:
            return 404, {"__type": "Not Found Error", "message": "Not found"}
        return 200, known

    def _package_create(self, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if sent.get("owner_org") != ORGANIZATION:
            return 409, {"__type": "Validation Error", "owner_org": ["知らない組織です"]}
        if sent["name"] in self.server.datasets:
            return 409, {"__type": "Validation Error", "name": ["その URL は使われています"]}
        organization = {"name": sent["owner_org"], "title": "川霧市"}
        made = sent | {"id": f"id-{sent['name']}", "resources": [], "organization": organization}
        self.server.datasets[sent["name"]] = made
        return 200, made

    def _package_patch(self, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        known = self._by_id(sent["id"])
        known |= sent
        return 200, known

    def _resource_create(self, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        made = {key: value for key, value in sent.items() if key != "upload"}
        made["id"] = f"file-{len(self.server.files)}"
        self._by_id(sent["package_id"])["resources"].append(made)
        self.server.files[sent["name"]] = sent["upload"]
        return 200, made

    def _resource_update(self, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        resources = [r for known in self.server.datasets.values() for r in known["resources"]]
        (old,) = [one for one in resources if one["id"] == sent["id"]]
        old |= {key: value for key, value in sent.items() if key != "upload"}
        self.server.files[sent["name"]] = sent["upload"]
        return 200, old

    def _by_id(self, identifier: str) -> dict[str, Any]:
        (found,) = [one for one in self.server.datasets.values() if one["id"] == identifier]
        return found
