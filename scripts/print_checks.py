"""Prints the catalogue of checks (docs/ja/checks.md, docs/en/checks.md) from their docstrings."""

from pathlib import Path

from hakaru.checks import CHECKS, PASSED_ON
from hakaru.checks.explaining import LABELS, entries
from hakaru.report.words import Language, term, title_of_check

DOCS = Path(__file__).resolve().parent.parent / "docs"
HEADS = {
    Language.JA: """# 検査の一覧

`hakaru check` が見る矛盾の一覧です。各検査の説明(docstring)から `scripts/print_checks.py` が
作るので、このページは直接書き換えません。

- **重さ**は、公表する人にとっての重大さです(誤り・注意・参考)。誤りが残ると終了状態は 1 に
  なります。`--severity H105=note` で変え、`--severity H119=off` で止められます。
- **確かさ**は、検査自身がどれだけ確かと言えるかです。「確実」は印刷された値だけから言えること、
  「おそれ」は人が確かめることです。
- 問題のない点は、`--accept 指紋 --reason 理由 --by 名前 -o 台帳.jsonl` で受け入れます。受け入れは
  台帳に残り、次に読み直したときは `--accepted 台帳.jsonl` で引き継げます。
""",
    Language.EN: """# Catalogue of checks

The contradictions that `hakaru check` looks for. `scripts/print_checks.py` prints this page from
the docstring of each check: do not edit it here.

- **Severity** is how much it matters to whoever publishes (error, warning, note). While an error is
  open the exit status is 1. `--severity H105=note` changes it, `--severity H119=off` switches a
  check off.
- **Certainty** is how sure the check itself is. *Certain* follows from printed values alone;
  *likely* is for a person to look at.
- What is in order is accepted with `--accept FINGERPRINT --reason TEXT --by NAME -o LEDGER.jsonl`.
  The acceptance stays in the ledger; when the documents are read again, `--accepted LEDGER.jsonl`
  takes it over.
""",
}
PASSED_ON_HEADS = {
    Language.JA: """## 読み取りのときに見つかるもの

次の矛盾は文書を読むときに見つかり、読み取りの符号のまま一緒に示します。
""",
    Language.EN: """## Found while reading

These contradictions are found while a document is read, and are shown along under their own codes.
""",
}
DEFAULTS = {
    Language.JA: "重さ: **{severity}** ・ 確かさ: **{certainty}**(別に断りのない限り)",
    Language.EN: "Severity **{severity}**, **{certainty}**, unless said otherwise below.",
}


def page(lang: Language) -> str:
    """Return the whole catalogue in a language."""
    blocks = [HEADS[lang].rstrip("\n")]
    for check in CHECKS:
        entry = entries(check)[lang]
        kind = check.kind
        default = DEFAULTS[lang].format(
            severity=term(kind.severity, lang), certainty=term(kind.certainty, lang)
        )
        told = [f"- **{label}** {entry.parts[label]}" for label in LABELS[lang]]
        blocks.append("\n".join((f"## {kind.code} {entry.title}", "", default, "", *told)))
    passed = [f"- {code} {title_of_check(code, lang)}" for code in sorted(PASSED_ON)]
    blocks.append(PASSED_ON_HEADS[lang] + "\n" + "\n".join(passed))
    return "\n\n".join(blocks) + "\n"


def main() -> None:
    """Write both pages."""
    for lang in Language:
        path = DOCS / lang / "checks.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
