"""The workbench in tests: its addresses, and a client that sits at the desk."""

from urllib.parse import quote

from django.test import Client

from hakaru.workflow.queries.desk_values import version_of
from web.sample import PLAN

DESK = f"/desk/plans/{quote(PLAN)}/"
# What the sample contradicts itself in: a grade, the counting of two years, a late result.
GRADE, COUNTING, ENDED = "7160f91cdb80", "d18836c5adf8", "7022a686e2d8"
SITES = f"{DESK}values/{quote('02/②')}/"
EDIT = f"{DESK}edit/{quote('02/②/2025')}/"
JUDGE = f"{DESK}grade/2025/{quote('02/②')}/"

READ = {
    "home": "/desk/",
    "all-findings": "/desk/findings/",
    "all-log": "/desk/log/",
    "backup": "/desk/backup/",
    "findings": f"{DESK}findings/",
    "finding": f"{DESK}findings/{GRADE}/",
    "values": f"{DESK}values/",
    "indicator": SITES,
    "project": f"{DESK}projects/02/",
    "edit": EDIT,
    "edit-target": f"{DESK}edit/{quote('02/②/target/2025')}/",
    "edit-indicator": f"{DESK}edit/{quote('04/-')}/",
    "edit-project": f"{DESK}edit/02/",
    "new-result": f"{DESK}edit/{quote('02/②/2028')}/",
    "grade": JUDGE,
    "papers": f"{DESK}papers/",
    "log": f"{DESK}log/",
    "settings": f"{DESK}settings/",
}
FILES = {
    "paper": f"{DESK}papers/file/?kind=summary&format=html",
    "backup-file": "/desk/backup/file/",
}
ACTING = ("backup", "finding", "edit", "grade", "settings")


def seen(plan: str = PLAN) -> str:
    """Return the version of a plan, as a form that was just opened has it."""
    return str(version_of(plan))


def text_of(client: Client, address: str) -> str:
    """Return the words of a page."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()
