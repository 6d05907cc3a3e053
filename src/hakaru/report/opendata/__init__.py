"""Open data: tidy tables, the ledger, a dictionary, metadata for portals, and their check."""

from hakaru.report.opendata.check import check_table
from hakaru.report.opendata.publication import (
    LICENCES,
    Publication,
    check_publication,
    load_publication,
)
from hakaru.report.opendata.publishing import OpenData, open_data

__all__ = [
    "LICENCES",
    "OpenData",
    "Publication",
    "check_publication",
    "check_table",
    "load_publication",
    "open_data",
]
