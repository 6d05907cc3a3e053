"""The Django app of the store."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Rows of ledgers and the log of what was done to them."""

    name = "hakaru.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Hakaru"
