"""What the commands say: help, summaries, headings and trouble."""

from hakaru.report.words.catalogue import Language, filled

SENTENCES = {
    # Help
    "hakaru.about": "公的な計画の年次評価を、読む・採点する・届ける。",
    "read.about": "文書を読み取り、読み取れた内容・セルの数・気づいた点を示す",
    "grade.about": "評価凡例どおりに採点し、公表された評価・根拠・達成割合と並べて示す",
    "serve.about": "ウェブ画面を開く(初回はデータベースを作り、アドレスを示す)",
    "manage.about": "管理の命令(hakaru manage help で一覧)",
    "group.usage": "使い方:",
    "group.commands": "命令",
    "group.arguments": "対象",
    "group.options": "オプション",
    "option.help": "この説明を示す",
    "option.version": "版を示す",
    "option.lang": "表示の言語(既定: 環境の言語、なければ日本語)",
    "option.file": "文書、または台帳(.jsonl)",
    "option.json": "JSON を標準出力に書く",
    "option.output": "台帳を JSON Lines でこのファイルに書く",
    "option.quiet": "要約も進み具合も示さない(誤りは示す)",
    "option.all.read": "気づいた点を省略せずすべて示す",
    "option.all.grade": "一致した評価も根拠をすべて示す",
    "option.rulebook": "評価凡例の名前、またはファイル(.toml)",
    "option.demo": "実演用のデータを入れて開く",
    "option.host": "待ち受けるアドレス(既定: 127.0.0.1)",
    "option.port": "待ち受けるポート番号(既定: 8000)",
    # Trouble
    "trouble.file": "{file} を扱えません({reason})。場所と権限を確かめてください。",
    "trouble.unforeseen": "予期しない問題が起きました({kind}: {detail})。"
    "HAKARU_DEBUG=1 を付けて実行すると詳しい記録が出ます。",
    # Progress and results
    "progress.reading": "読み取り中 {done}/{total}",
    "written": "{file} に書きました({entries} 件)。",
    "year": "{year}({era})",
    # What was read
    "summary.document": "文書  {file}({format})",
    "summary.plan": "計画  {title} [{id}]  {first}～{last} 年度  構成市町村 {members}",
    "summary.cells": "セル {cells} = 項目にした {mapped} + 注記に残した {kept} + 読めない {unread}",
    "summary.sections": "区分(役割・施策など)",
    "summary.projects": "事業",
    "summary.projects.of_which": "{count}(うち新規 {new}、再掲の行 {relisted})",
    "summary.participations": "参加(事業×市町村)",
    "summary.indicators": "指標",
    "summary.targets": "目標",
    "summary.targets.of_which": "{count}(うち変更後 {revised})",
    "summary.results": "実績 {year} 年度",
    "summary.results.of_which": "{count}(ほかに値のないもの {without})",
    "summary.budgets": "予算・決算",
    "summary.activities": "取組実績",
    "summary.facts": "その他の数値",
    "findings.heading": "気づいた点 {count}(誤り {errors}、注意 {warnings}、参考 {notes})",
    "findings.code": "{code} {severity} {n} 件",
    "findings.more": "…ほか {n} 件(--all ですべて)",
    "findings.more_places": " ほか {n} か所",
    # Grades
    "grade.book": "評価凡例  {title} [{id}]",
    "grade.nothing": "採点する実績値がありません。読み取れた内容を hakaru read で"
    "確かめてください。",
    "grade.tally": "採点 {count} 件: 一致 {agree}、相違 {differ}、判定できない {undetermined}、"
    "公表なし {unpublished}",
    "grade.left_out": "評価の時期でないなど、公表も採点も評価なしの {n} 件を省きました"
    "(--all ですべて)。",
    "agrees.yes": "一致",
    "agrees.no": "相違",
    "agrees.undetermined": "判定できない",
    "agrees.unpublished": "公表なし",
    "column.indicator": "指標",
    "column.year": "年度",
    "column.certainty": "区分",
    "column.actual": "実績値",
    "column.target": "目標値",
    "column.published": "公表",
    "column.computed": "採点",
    "column.agrees": "照合",
    "column.name": "名称",
    "column.scope": "範囲",
    "column.by_published": "公表の評価",
    "column.by_computed": "採点の評価",
    "column.counted": "数え方",
    "column.ratio": "公表値",
    "column.reproduced": "公表値になる数え方",
    "ratio.heading": "達成割合",
    "ratio.rule": "{marks}({rule})",
    "ratio.not_reproduced": "なし",
}


def say(code: str, lang: Language, /, **values: object) -> str:
    """Return the sentence called `code` in `lang`, its fields filled."""
    return filled(SENTENCES[code], lang, values)
