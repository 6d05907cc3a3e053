"""The texts that the search over all plans looks in."""

from django.db import models

from hakaru.store.models.plan import Plan


class Searchable(models.Model):
    """The text of a section, project or indicator as it is searched (`hakaru.store.finding`).

    `place` says which kind, which plan and which position in its list, so that the order of keys
    is the order of results. The grams of the text are kept as each database can look them up:
    see migration 0009.
    """

    place = models.BigIntegerField(primary_key=True)
    plan = models.ForeignKey(Plan, models.CASCADE)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text
