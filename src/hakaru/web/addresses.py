"""Readable names in addresses: ids of plans and projects as they stand in the ledger."""

from django.urls import register_converter


class PlanName:
    """A plan's id: any text without a slash; percent notation is the browser's affair."""

    regex = r"[^/\x00-\x1f\x7f]+"

    def to_python(self, value: str) -> str:
        """Return the id as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id as it stands."""
        return value


class ProjectName(PlanName):
    """A project's id after its plan's: mostly its number, with slashes where ids are deeper."""

    regex = r"[^/\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]*[^/\x00-\x1f\x7f])?"


register_converter(PlanName, "plan")
register_converter(ProjectName, "project")
