"""A CKAN portal, by its Action API: a dataset and its files are made or brought up to date."""

import hashlib
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from hakaru.errors import UsageError

Json = dict[str, Any]
_SECONDS = 120
_NOT_FOUND, _FORBIDDEN = 404, 403
_LONGEST_ANSWER = 20_000_000
_LONGEST_COMPLAINT = 300


class Outcome(StrEnum):
    """What became of a dataset or a file."""

    CREATED = "created"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class Upload(NamedTuple):
    """A file as CKAN takes it: what is said of the resource, and its bytes."""

    resource: Mapping[str, str]
    data: bytes


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nothing: the token is for the portal that was named, and for no other."""

    def redirect_request(self, *_: object) -> None:
        """Refuse; the answer is then an error with the status of the redirect."""


class Portal:
    """One portal, named by its address, and the token that lets write to it.

    `hidden` tells whether the dataset published last is seen by nobody outside; None before any.
    """

    def __init__(self, address: str, token: str, *, seconds: float = _SECONDS) -> None:
        """Keep both; an answer is awaited for `seconds`.

        Raises UsageError `ckan.address` for what is no safe address.
        """
        parts = urlsplit(address)
        safe = parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname))
        if not safe or not parts.hostname or parts.query or parts.fragment:
            raise UsageError("ckan.address", given=address)
        self._base = address.rstrip("/")
        self._token = token
        self._seconds = seconds
        self.hidden: bool | None = None
        self._opener = urllib.request.build_opener(_NoRedirect)

    def publish(
        self,
        package: Json,
        uploads: list[Upload],
        *,
        private: bool,
        told: Callable[[str, Outcome], None],
    ) -> None:
        """Make or update a dataset; `told` hears of the dataset and of every file.

        A new dataset stays private until all its files are there. Files that others added stay.
        What broke off half-way goes on where it stopped when it is called again: a dataset is known
        by its name, a file by its name and digest, so that nothing is ever there twice.
        Raises UsageError `ckan.unreachable`, `ckan.refused`, `ckan.forbidden`, `ckan.deleted`,
        `ckan.of_others`.
        """
        name = str(package["name"])
        known = self._show(name)
        _check_own(name, known, str(package.get("owner_org", "")))
        described = {key: value for key, value in package.items() if key != "resources"}
        if known is None:
            known = self._call("package_create", described | {"private": True})
            told(name, Outcome.CREATED)
        else:
            known = self._call("package_patch", described | {"id": known["id"]})
            told(name, Outcome.REPLACED)
        self.hidden = bool(known.get("private"))
        there = {str(one.get("name")): one for one in known.get("resources") or ()}
        for upload in uploads:
            told(upload.resource["name"], self._put(str(known["id"]), upload, there))
        if bool(known.get("private")) != private:
            self._call("package_patch", {"id": known["id"], "private": private})
            self.hidden = private

    def _put(self, package: str, upload: Upload, there: Mapping[str, Json]) -> Outcome:
        """Send a file, unless the portal has the same bytes already."""
        old = there.get(upload.resource["name"])
        if old is None:
            self._send("resource_create", {"package_id": package, **upload.resource}, upload)
            return Outcome.CREATED
        if old.get("hash") == upload.resource["hash"]:
            return Outcome.UNCHANGED
        self._send("resource_update", {"id": str(old["id"]), **upload.resource}, upload)
        return Outcome.REPLACED

    def _show(self, name: str) -> Json | None:
        """Return a dataset, None where the portal has none of that name."""
        try:
            return self._call("package_show", {"id": name})
        except UsageError as error:
            if error.values.get("status") == str(_NOT_FOUND):
                return None
            raise

    def _call(self, action: str, content: Json) -> Json:
        """Ask for an action with JSON and return its result."""
        return self._ask(action, json.dumps(content).encode(), "application/json")

    def _send(self, action: str, fields: Mapping[str, str], upload: Upload) -> Json:
        """Ask for an action with a form that carries a file."""
        boundary = hashlib.sha256(upload.data).hexdigest()
        body = b"".join(_form(boundary, fields, upload))
        return self._ask(action, body, f"multipart/form-data; boundary={boundary}")

    def _ask(self, action: str, body: bytes, media_type: str) -> Json:
        """Send a request and return what its answer holds."""
        request = urllib.request.Request(  # noqa: S310 - the scheme was looked at
            f"{self._base}/api/3/action/{action}",
            data=body,
            headers={"Authorization": self._token, "Content-Type": media_type},
        )
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                status, text = answer.status, answer.read(_LONGEST_ANSWER)
        except urllib.error.HTTPError as error:
            with error:
                status, text = error.code, error.read(_LONGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise UsageError("ckan.unreachable", address=self._base, reason=reason) from error
        return _result(action, status, text)


def _check_own(name: str, known: Json | None, organization: str) -> None:
    """Raise UsageError for a dataset that was deleted, or is another organisation's.

    Patching a deleted one would change what nobody sees; another's would be taken from it.
    """
    if known is None:
        return
    if known.get("state") == "deleted":
        raise UsageError("ckan.deleted", name=name)
    owner = known.get("organization") or {}
    names = {owner.get("name"), owner.get("id"), known.get("owner_org")} - {None, ""}
    if names and organization not in names:
        title = owner.get("title") or owner.get("name") or known.get("owner_org")
        raise UsageError("ckan.of_others", name=name, owner=title)


def _is_here(host: str | None) -> bool:
    """Tell whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def _result(action: str, status: int, text: bytes) -> Json:
    """Return the result of an answer. Raises UsageError `ckan.refused`, `ckan.forbidden` else."""
    try:
        answer = json.loads(text)
    except ValueError:
        answer = {}
    result = answer.get("result") if isinstance(answer, dict) else None
    if isinstance(result, dict) and answer.get("success") is True:
        return result
    said = answer.get("error") if isinstance(answer, dict) else None
    message = json.dumps(said, ensure_ascii=False) if said else f"HTTP {status}"
    told = {"action": action, "status": status, "message": message[:_LONGEST_COMPLAINT]}
    if status == _FORBIDDEN:
        raise UsageError("ckan.forbidden", **told)
    raise UsageError("ckan.refused", **told)


def _form(boundary: str, fields: Mapping[str, str], upload: Upload) -> Iterator[bytes]:
    """Yield the pieces of a form: fields, then the file."""
    for name, value in fields.items():
        yield (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        ).encode()
    yield (
        f'--{boundary}\r\nContent-Disposition: form-data; name="upload"; '
        f'filename="{upload.resource["name"]}"\r\n'
        f"Content-Type: {upload.resource['mimetype']}\r\n\r\n"
    ).encode()
    yield upload.data
    yield f"\r\n--{boundary}--\r\n".encode()
