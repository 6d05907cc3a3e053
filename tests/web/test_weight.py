"""Pages stay light: the demonstration's, in either language, before any compression."""

from urllib.parse import quote

import pytest
from django.test import Client

from hakaru.web.serving import load_demonstration

PLAN = f"/plans/{quote('さっぽろ連携中枢都市圏')}/"
# Bytes of HTML with its drawings. Style sheets come once for all pages.
MOST = 100_000
PAGES = (
    "",
    "projects/",
    "projects/41/",
    "sections/s3/",
    "indicators/",
    f"indicators/{quote('41/①')}/",
    "members/",
    f"members/{quote('札幌市')}/",
    "compare/",
    "compare/?from=2025-04-01&to=2025-12-31",
    "compare/?from=2024&to=2025&turn=same",
    "missed/?year=2024",
    "rulebook/",
    "downloads/",
    "embed/",
)


@pytest.fixture
def demonstration(db: None) -> None:
    """Load the demonstration: 55 projects, 78 indicators."""
    del db
    load_demonstration()


@pytest.mark.usefixtures("demonstration")
def test_pages_are_light(client: Client) -> None:
    """No page of the demonstration is heavier than the bound."""
    for language in ("ja", "en"):
        for page in PAGES:
            answer = client.get(f"{PLAN}{page}{'&' if '?' in page else '?'}lang={language}")
            assert answer.status_code == 200, page
            assert len(answer.content) < MOST, (page, language, len(answer.content))
