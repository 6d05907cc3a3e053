"""Texts and values for made ledgers: nasty ones, and such as documents print."""

import re

from hypothesis import strategies as st
from msgspec.structs import replace

from hakaru.ledger.aims import read_baseline, read_target
from hakaru.ledger.entries import (
    Baseline,
    Target,
)
from hakaru.ledger.quantity import Quantity

NASTY = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "+81-11-211-2192",
    "-1+1",
    "'=quoted",
    "＝全角",
    "改\n行",
    "改\r\n行",
    "タブ\tあり",
    "★",
    "※印",
    "<script>alert(1)</script>",
    "<u>札幌市</u>",
    '"quoted", \\n',
    "{{ 7 * 7 }}",
    "CO ₂",
    "𠮷野家",
    "か\u3099",
    "\u2028段\u2029落",
    "\x07ベル",
    "http://example.com/",
    "1,2;3",
    "長" * 700,
    "long " * 60,
)
any_text = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="「」『』□■☑☐"),
    max_size=8,
)
nasty = st.one_of(st.sampled_from(NASTY), any_text)
MEMBERS = ("港市", "浜田町", "山根村")
VALUES = (
    "1回", "27社", "5,133百万円", "78.8%", "▲2,939人", "維持", "実施", "集計中", "0", "1,000",
    "0.50", "約3,400名", "300(見込み値)", "調査未実施（休校のため）", "=1+1", "-", "62/67",
    "全市町村", "国語：6地区 算数：5地区",
)  # fmt: skip
TARGETS = (
    "1回（毎年度）", "50万人（2027年度）", "5,790人（2027年度まで）", "維持（毎年度）", "全市町村",
    "2030年度まで", "未定", "64,000千円（毎年度）以上", "現状値からの増加", "=1+1",
)  # fmt: skip
BASELINES = ("72.22%（2022年度）", "15社", "2,583名（令和4年度）", "28兆9千億円 (2020)", "未実施")
CONFIRMED, FORECAST = ("◎", "□", "×"), ("○", "△")
BOOK = "sapporo-renkei-2024"
YEAR = 2025


def unbracketed(text: str) -> str:
    """Return a text without brackets: behind an open one nobody can tell where an ending begins."""
    return re.sub(r"[()（）【】\[\]〔〕《》<>]", "", text)


def seen(text: str) -> str:
    """Return a text as a reader sees it: no control characters, blanks and line ends left out."""
    return "".join(re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", "", text).split())


def meant(quantity: Quantity | None) -> Quantity | None:
    """Return a value with the blanks of its texts left out."""
    if quantity is None:
        return None
    parts = tuple(replace(p, text=seen(p.text), label=seen(p.label)) for p in quantity.parts)
    text, note = seen(quantity.text), seen(quantity.note)
    return replace(quantity, text=text, note=note, parts=parts)


def baseline_of(text: str, unit: str, scale: int) -> Baseline | None:
    """Return a baseline as it is read, None for a blank one."""
    if not text:
        return None
    quantity, year = read_baseline(text, unit=unit, scale=scale)
    return Baseline(quantity=quantity, fiscal_year=year, source=None)


def target_of(indicator: str, text: str, start: int | None, measure: tuple[str, int]) -> Target:
    """Return a target as it is read."""
    terms = read_target(text, unit=measure[0], scale=measure[1])
    return Target(
        id=f"{indicator}/target/{start or 'first'}/{text}", source=None, indicator=indicator,
        kind=terms.kind, quantity=terms.quantity, due=terms.due, in_force_from=start,
        in_force_until=None, cumulative=terms.cumulative,
    )  # fmt: skip
