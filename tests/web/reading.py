"""What a page says: its words, its tables, without the tags."""

import re

from django.test import Client


def words(client: Client, address: str, status: int = 200) -> str:
    """Return the words of a page, tags taken out, blanks as one."""
    response = client.get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def part(client: Client, address: str, start: str, end: str) -> str:
    """Return the words of a page between two of its words."""
    page = words(client, address)
    begin = page.index(start)
    return page[begin : page.index(end, begin)]
