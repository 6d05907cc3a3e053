"""Importing through a real server: stopped in the middle, and sent far too much."""

import http.client
import json
import os
import re
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from documents.making_bombs import draws_itself
from documents.making_pdf import draw_pdf, lattice
from web.importing_made import cards_file
from web.server import running, serving

MEGABYTE = 1024 * 1024


class Visitor:
    """A browser without scripts or pictures: cookies and forms."""

    def __init__(self, address: str) -> None:
        """Open the desk and keep its token."""
        self.place = urlsplit(address).netloc
        self.cookie = ""
        answer, page = self.ask("GET", "/desk/")
        self.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found is not None
        self.token = found[1]

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = ""
    ) -> tuple[http.client.HTTPResponse, str]:
        """Return an answer and its text."""
        connection = http.client.HTTPConnection(self.place, timeout=30)
        headers = {"Cookie": self.cookie, "Accept": "application/json"}
        if kind:
            headers["Content-Type"] = kind
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    def send(self, path: str, content: bytes = b"", **fields: str) -> dict[str, str]:
        """Send a form, with a file where there is content; return what the answer says."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrfmiddlewaretoken": self.token, **fields}.items()
        ]
        if content:
            head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n'
            parts.append(f"{head}\r\n".encode() + content + b"\r\n")
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        _, text = self.ask("POST", path, body, f"multipart/form-data; boundary={mark}")
        said: dict[str, str] = json.loads(text)
        return said


def test_a_server_stopped_between_sending_and_reading_loses_nothing(tmp_path: Path) -> None:
    """Started again, the file waits, is read, and the import goes on."""
    with serving(tmp_path) as (address, _):
        visitor = Visitor(address)
        begun = visitor.send("/desk/imports/")
        visitor.send(begun["add"], cards_file().content)
    with serving(tmp_path) as (address, _):
        visitor = Visitor(address)
        _, text = visitor.ask("GET", begun["page"])
        assert "まだ読んでいないファイルがあります" in text
        assert visitor.send(begun["read"], position="1")["status"] == "read"
        _, text = visitor.ask("GET", begun["page"])
        assert "読み取ったものを確かめる" in text


@pytest.mark.parametrize(("size", "kind"), [(2, "application/json"), (20, "text/plain")])
def test_a_body_far_too_large_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, kind: str
) -> None:
    """Above the limit the site says so in words; far above it the server cuts it off, with 413."""
    monkeypatch.setitem(os.environ, "HAKARU_UPLOAD_MB", "1")
    with serving(tmp_path) as (address, _):
        visitor = Visitor(address)
        connection = http.client.HTTPConnection(visitor.place, timeout=30)
        connection.putrequest("POST", "/desk/imports/")
        connection.putheader("Content-Length", str(size * MEGABYTE))
        connection.putheader("Accept", "application/json")
        connection.endheaders()
        if size < 8:
            connection.send(b"a" * size * MEGABYTE)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        assert answer.status == 413
        assert (answer.getheader("Content-Type") or "").startswith(kind)
        if size < 8:
            assert "1 MB まで" in json.loads(text)["error"]
        _, page = visitor.ask("GET", "/desk/imports/")
        assert "import-card" not in page


@pytest.mark.skipif(sys.platform != "linux", reason="the server is held in bounds as Linux can")
def test_a_pdf_that_would_take_the_machine_ends_in_a_sentence(tmp_path: Path) -> None:
    """The file stays in the list with what to do; the server reads the next one."""
    import resource  # noqa: PLC0415 - only here

    with running(tmp_path) as (process, address, _):
        # Were the PDF not bound, it would end here and not take the machine of the tests.
        resource.prlimit(process.pid, resource.RLIMIT_AS, (6000 * MEGABYTE, 6000 * MEGABYTE))
        visitor = Visitor(address)
        begun = visitor.send("/desk/imports/")
        for content in (draws_itself(), draw_pdf(lattice((50, 150), (100, 150)))):
            visitor.send(begun["add"], content)
        heavy = visitor.send(begun["read"], position="1")
        assert heavy["status"] != "read"
        _, page = visitor.ask("GET", begun["page"])
        assert "元の文書から PDF に印刷し直すか" in page
        assert visitor.send(begun["read"], position="2")["status"] == "read"
