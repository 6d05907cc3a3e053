"""Hakaru (測る · 図る · 諮る): the yearly KPI cycle of public plans."""

__version__ = "0.1.0"
