"""A sentence for each error: what was wrong, where, and what to do."""

from hakaru.errors import HakaruError
from hakaru.report.words.catalogue import Language, filled
from hakaru.report.words.rulebooks import EXPECTED

ERROR_SENTENCES = {
    # Wrong use of a command
    "usage.missing": "{what} を指定してください(説明: {command} --help)。",
    "usage.unknown": "{what} は {command} の指定にありません(説明: {command} --help)。",
    "usage.no_value": "{what} に値を付けてください(説明: {command} --help)。",
    "usage.choice": "{what} に {given} は使えません。使えるもの: {known}",
    "usage.value": "{what} の値 {given} の形が違います(説明: {command} --help)。",
    "usage.together": "{what} と {other} は同時に使えません。どちらか一方にしてください。",
    "usage.other": "指定のしかたが違います: {detail}(説明: {command} --help)",
    "output.directory": "{file} はフォルダーです。書き込むファイルの名前を指定してください。",
    "output.no_directory": "{file} に書けません。フォルダー {directory} がありません。"
    "先に作ってください。",
    # Checks
    "severity.form": "--severity {given} の形が違います。H105=note のように書いてください。",
    "severity.code": "検査 {given} はありません。使えるもの: {known}",
    "severity.value": "検査 {check} の重さに {given} は使えません。使えるもの: {known}",
    "accept.incomplete": "受け入れには {what} も指定してください。",
    "accept.unknown": "指紋 {fingerprint} の点は、この文書にありません。hakaru check "
    "で確かめてください。",
    "accept.no_plan": "計画が読み取れていないので、受け入れを残す台帳がありません。",
    "accept.day": "受け入れる日 {given} が日付として読めません。2026-04-01 "
    "のように書いてください。",
    # Reports
    "report.pair": "{kind} は {format} では作れません。作れる形式: {formats}",
    "report.no_format": "{file} の名前から形式が分かりません。--to で指定してください: {formats}",
    "report.option": "{option} は形式が {format} のときだけ使えます。",
    "report.year": "年度「{year}」が分かりません。2025、R7、令和7年度 のように書いてください。",
    "report.no_plan": "計画が一つも読み取れていません。hakaru read で内容を確かめてください。",
    "report.no_year": "計画 {plan} に年度がありません。--year で指定してください。",
    "report.year_unknown": "計画 {plan} に {year} 年度の記録はありません。あるもの: {known}",
    "report.plan_unknown": "計画 {plan} はありません。あるもの: {known}",
    "report.section_unknown": "計画 {plan} に区分「{section}」はありません。"
    "番号か題名を確かめてください。",
    "report.project_unknown": "計画 {plan} に事業「{project}」はありません。"
    "番号か名称を確かめてください。",
    "report.member_unknown": "「{member}」は構成市町村にも参加市町村にもありません。あるもの: {known}",
    "report.member_needed": "--member で市町村を指定してください: {known}",
    "template.unreadable": "ひな形を Word の文書(.docx)として読めません({reason})。"
    "Word で開いて保存し直してください。",
    # The workbench
    "edit.unknown": "{entry} は計画 {plan} にありません。一覧から選び直してください。",
    "edit.reason": "理由を書いてください。あとで見る人が、なぜ変えたかを確かめられます。",
    "edit.year": "「{given}」は年度として読めません。2025、R7、令和7年度 のように書いてください。",
    "edit.day": "「{given}」は日付として読めません。2026-12-31 のように書いてください。",
    "edit.due": "「{given}」は目標の年度として読めません。2027、毎年度 のように書くか、空にしてください。",
    "edit.order": "効力の終わり（{until}）が始まり（{since}）より前です。年度を確かめてください。",
    "edit.empty": "空にはできません。値を書いてください。",
    "edit.choice": "「{given}」は選べません。一覧から選び直してください。",
    "edit.member": "「{given}」はこの計画の市町村ではありません。あるもの: {known}",
    "edit.too_long": "長すぎます。{limit} 字までにしてください。",
    "finding.gone": "この指摘はもうありません。値が直ったか、内容が変わりました。",
    "finding.until": "「{given}」は、きょうより後の日付ではありません。2026-12-31 のように書いてください。",
    "override.no_book": "計画 {plan} に評価の決まりがありません。先に設定で選んでください。",
    "override.no_result": "{year} 年度の実績がないので、評価を改められません。先に実績を入れてください。",
    "override.symbol": "評価「{given}」は評価凡例にありません。使えるもの: {known}",
    "override.role": "この評価の決まりでは、事務局は評価を改められません。",
    "plan.members": "中心市「{hub}」が構成市町村にありません。構成市町村に加えるか、中心市を直してください。",
    "plan.years": "計画の年度を一つ以上書いてください（例: 2024-2028）。",
    "plan.title": "計画の名前を書いてください。",
    "plan.book": "評価の決まり「{given}」はありません。一覧から選び直してください。",
    "plan.name_differs": "書かれた名前が「{title}」と違います。消すときは同じ名前を書いてください。",
    "backup.not_zip": "{file} は、はかるの控えではありません。控えを作ったときのファイルを選んでください。",
    "backup.newer": "この控えは、より新しい版のはかるで作られています（控え {found}、このはかる {known}）。"
    "はかるを新しくしてから戻してください。",
    "backup.damaged": "控えの中の {part} が壊れています。別の控えを使ってください。何も変えていません。",
    "backup.missing": "控えの中に {part} がありません。別の控えを使ってください。何も変えていません。",
    "backup.unknown": "控えの中の {part} は、このはかるの知らないものです。何も変えていません。",
    "backup.row": "控えの中の {part} の {line} 行目を読めません（{reason}）。何も変えていません。",
    "backup.replace": "いまの内容（計画 {plans} 件）が控えの内容に置き換わります。"
    "置き換えてよければ {how}。",
    "backup.no_file": "控えのファイルを選んでください。",
    # Documents
    "file.missing": "{file} がありません。場所と名前を確かめてください。",
    "file.is_directory": "{file} はフォルダーです。中のファイルを指定してください。",
    "file.not_a_file": "{file} はふつうのファイルではありません。文書を指定してください。",
    "file.not_permitted": "{file} を読む権限がありません。権限を確かめてください。",
    "file.empty": "{file} は空です。元の文書を確かめてください。",
    "file.too_large": "{file} は大きすぎます(上限 {limit} バイト)。分けてください。",
    "file.too_many_cells": "{file} はセルが多すぎます(上限 {limit} 個)。分けてください。",
    "file.too_many_pages": "{file} はページが多すぎます({pages} ページ、上限 {limit})。"
    "分けてください。",
    "file.too_heavy": "{file} を開けません。開くのに決まりより多くのメモリーが要るか、中身が"
    "壊れています。元の文書から PDF に印刷し直すか、元の Excel か Word のファイルを使ってください。",
    "file.too_slow": "{file} を読むのに時間がかかりすぎるため、途中でやめました。"
    "元の文書から PDF に印刷し直すか、元の Excel か Word のファイルを使ってください。",
    "file.no_reader": "{file} を読むプログラムを始められません({detail})。"
    "メモリーの空きを確かめて、もう一度読み込んでください。",
    "file.unknown_format": "{file} は読める形式ではありません({found})。"
    "Excel(.xlsx .xls)・Word(.docx)・PDF・HTML・CSV・テキストのどれかで保存し直してください。",
    "file.wrong_encoding": "{file} の文字コードが分かりません。UTF-8 で保存し直してください。",
    "file.encrypted": "{file} はパスワードで保護されています。保護を外して保存し直してください。",
    "file.damaged": "{file} は壊れていて読めません({part})。元の文書を開いて保存し直してください。",
    "file.zip_bomb": "{file} は展開すると大きすぎます。元の文書を確かめてください。",
    "file.too_complex": "{file} の {part} は入り組みすぎていて読めません。"
    "必要な部分だけを新しい文書に移してください。",
    "file.xml_entity": "{file} の {part} に実体宣言があるため読みません。"
    "元の文書を開いて保存し直してください。",
    "file.no_document": "{file} は文書ではなく台帳です({format})。"
    "名前の終わりを .jsonl にしてください。",
    # Ledgers
    "ledger.unknown_type": "{file} {line} 行目: 種類「{found}」は台帳にありません。"
    "使えるもの: {expected}",
    "ledger.missing_key": "{file} {line} 行目: キー {key} がありません。",
    "ledger.unknown_key": "{file} {line} 行目: キー {key} は台帳にありません。"
    "使えるもの: {expected}",
    "ledger.wrong_type": "{file} {line} 行目: {key} の型が {found} です。必要な型: {expected}",
    "ledger.wrong_value": "{file} {line} 行目: {key} の値 {found} は使えません。"
    "必要なもの: {expected}",
    "ledger.disagrees": "{file} {line} 行目: {key} がほかのキーの値と合いません({expected})。",
    "ledger.too_long": "{file} {line} 行目: 行が長すぎます({expected})。",
    "ledger.not_json": "{file} {line} 行目: JSON として読めません({found})。",
    "ledger.not_object": "{file} {line} 行目: JSON のオブジェクトではありません。",
    "ledger.not_unicode": "{id} に Unicode でない文字があり、台帳に書けません。"
    "元の文書の文字を直してください。",
    "ledger.nul": "{id} に文字コード 0 の文字があり、データベースに入れられません。"
    "元の文書の文字を直してください。",
    "ledger.empty": "{file} は空です。台帳の最初の行は {expected} です。",
    "ledger.no_header": "{file} {line} 行目: 台帳の最初の行がありません。必要な行: {expected}",
    "ledger.other_schema": "{file} {line} 行目: 形式 {found} は読めません。読める形式: {expected}",
    "ledger.duplicate_id": "{file} {line} 行目: ID {id} が二度あります。"
    "どちらかを別の ID にしてください。",
    "ledger.dangling_reference": "{file} {line} 行目: {id} の {key} が指す「{found}」が"
    "ありません。",
    "ledger.wrong_reference": "{file} {line} 行目: {id} の {key} は「{found}」を指せません。"
    "指せるもの: {expected}",
    "ledger.other_plan": "{file} {line} 行目: {id} の {key} が別の計画の「{found}」を"
    "指しています。",
    "ledger.size": "{file} {line} 行目: {id} の {key} の値 {found} は範囲の外です({expected})。",
    "ledger.value_and_state": "{file} {line} 行目: {id} に値と状態「{found}」の両方があります。"
    "どちらか一方にしてください。",
    "ledger.repeated_name": "{file} {line} 行目: {id} の {key} に「{found}」が二度あります。",
    "ledger.circle": "{file} {line} 行目: 区分 {id} が自分自身の下にあります。",
    # The web app
    "serve.address": "http://{host}:{port}/ を開けません({reason})。"
    "--port で別のポートを指定してください。",
    "serve.no_demo": "実演用のデータ {file} がありません。インストールし直してください。",
    "export.not_ours": "{folder} には書き出した公開サイトでないものがあります。空か、まだないフォルダを指定してください。",
    "database.not_ready": "データベースがまだ作られていないか、前の版のものです。"
    "hakaru manage migrate を実行してから、もう一度お試しください。",
    "database.unreachable": "データベースを使えません({reason})。DATABASE_URL と HAKARU_DATA、"
    "データベースが動いているかを確かめてください。",
    "export.broken": "{address} のページを作れず、書き出しを止めました。前の書き出しはそのままです。",
    "api.filter": "{name} の {found} はありません。一覧にある値を指定してください。",
    "api.repeated": "{name} が二度指定されています。一つにしてください。",
    "api.parameter": "{name} という条件はありません。使える条件は {expected} です。",
    "plan.unknown": "計画 {plan} はありません。ID を確かめてください。",
    "plan.busy": "計画 {plan} は書き換えの途中です。少し待ってからやり直してください。",
    "plan.changed": "計画 {plan} は、画面を開いたあとで書き換えられました。開き直して、もう一度確かめてください。",
    "project.unknown": "計画 {plan} に事業 {project} はありません。番号を確かめてください。",
    "section.unknown": "計画 {plan} に区分 {section} はありません。番号を確かめてください。",
    "indicator.unknown": "計画 {plan} に指標 {indicator} はありません。番号を確かめてください。",
    "member.unknown": "計画 {plan} に市町村 {member} はありません。名前を確かめてください。",
    "rulebook.none": "計画 {plan} には、ここで使える評価の決まりがありません。計画の設定で選んでください。",
    "download.unknown": "{kind} を {format} でダウンロードすることはできません。一覧から選んでください。",
    "download.busy": "計画 {plan} のほかの書類を作っています。少し待ってからやり直してください。",
    "filter.unknown": "絞り込み {filter} に「{value}」は使えません。選び直してください。",
    # Imports at the workbench
    "import.unknown": "取り込み {number} はありません。やめたか、番号が違います。取り込みの一覧から選んでください。",
    "import.no_file": "取り込み {number} にそのファイルはありません。取り込みを開き直してください。",
    "import.confirmed": "取り込み {number} はもう確定しています。直すには、計画のページから直すか、文書を取り込み直してください。",
    "import.unread": "取り込み {number} にはまだ読んでいないファイルがあります。続きを読んでから進んでください。",
    "import.changed": "取り込み {number} は、この画面を開いたあとで別の画面から変えられました。もう一度確かめてから確定してください。",
    "import.nothing": "取り込み {number} には計画が一つも読み取れていません。文書を確かめて、取り込み直してください。",
    "upload.none": "ファイルが選ばれていません。取り込む文書を選んでください。",
    "upload.empty": "{file} は空です。元の文書を確かめてください。",
    "upload.too_large": "{file} は大きすぎます(1 ファイル {limit} MB まで)。分けるか、画像を減らしてください。",
    "upload.too_many": "{file} は入りません。一度に取り込めるのは {limit} ファイルまでです。",
    "upload.repeated": "{file} は {other} と同じ内容です。片方だけを取り込んでください。",
    "edit.entry": "直そうとした項目 {entry} がありません。画面を開き直してください。",
    "edit.field": "{entry} のこの欄は直せません。画面を開き直してください。",
    "edit.character": "使えない文字(制御文字)が入っています。打ち直してください。",
    "undo.nothing": "元に戻すものはありません。",
    "redo.nothing": "やり直すものはありません。",
    "choice.unknown": "{entry} は、もう台帳と同じか、なくなっています。台帳と比べ直してください。",
    "subject.unknown": "{subject} は、この取り込みで読み取ったものにありません。",
    "source.unknown": "元の文書が残っていません。",
    "file.no_page": "{file} に {page} ページはありません。",
    # Rulebooks
    "no_rulebook": "計画 {plan} に評価凡例の指定がありません。"
    "--rulebook で指定してください(例: --rulebook sapporo-renkei-2024)。",
    "rulebook_unknown": "評価凡例 {file} が見つかりません。ファイルか、次の名前を指定してください:"
    " {expected}",
    "rulebook_unreadable": "評価凡例 {file} の {line} 行目を読めません。TOML の書き方を"
    "確かめてください({expected})。",
    "rulebook_not_utf8": "評価凡例 {file} の {line} 行目が UTF-8 の文字ではありません。エディターで文字コード"
    "を UTF-8 にして保存し直してください。",
    "rulebook_invalid": "評価凡例 {file} の {line} 行目: {key} が正しくありません。"
    "必要なもの: {expected}",
    "rulebook_missing_key": "評価凡例 {file} の {line} 行目: {key} がありません。"
    "必要なもの: {expected}",
    "rulebook_unknown_key": "評価凡例 {file} の {line} 行目: {key} というキーはありません。"
    "必要なもの: {expected}",
    # Bulk grading
    "bulk.alone": "{file} は大量の表なので、一つだけ指定してください。",
    "bulk.no_rulebook": "{file} の採点には --rulebook で評価凡例を指定してください"
    "(一覧: hakaru rules list)。",
    "bulk.not_a_table": "-o は大量の表(.parquet、または列 fiscal_year actual target のある .csv)に"
    "使います。{file} の台帳を書くには hakaru read -o を使ってください。",
    "bulk.format": "{file} の形式では書けません。名前の終わりを .parquet か .csv にしてください。",
    "bulk.column": "列 {column} がありません。列の説明は docs/ja/rulebooks.md にあります。",
    "bulk.taken": "{file} に列 {column} がすでにあります。名前を変えてください。",
    "bulk.float": "{file} の列 {column} は浮動小数点数で、正確に比べられません。"
    "整数か DECIMAL にしてください。",
    "bulk.twice": "{file} に列 {column} が二つあります。どちらの値か分からないので、一つにしてください。",
    "bulk.choice": "{file} のデータの {row} 行目: 列 {column} に {given} は使えません。"
    "使えるもの: {known}",
    "bulk.large": "{file}: {given} は桁が多すぎて、正確に扱えません。単位を大きくしてください"
    "(円を千円に など)。",
    "bulk.number": "{file} のデータの {row} 行目: 列 {column} の「{given}」は数ではありません。"
    "桁区切りや単位のない数(1200、0.85、-3)にしてください。",
    "bulk.year": "{file} のデータの {row} 行目: 列 {column} の「{given}」は年度ではありません。"
    "西暦 4 桁(2025)にしてください。",
    "bulk.due": "{file} のデータの {row} 行目: 列 {column} の「{given}」は年度ではありません。"
    "西暦 4 桁(2025)か every_year にしてください。",
    "bulk.flag": "{file} のデータの {row} 行目: 列 {column} の「{given}」は使えません。"
    "1 か 0 にしてください。",
    "bulk.not_utf8": "{file} は UTF-8 の CSV ではありません。"
    "UTF-8 で保存し直してください(Excel では「CSV UTF-8」)。",
    "bulk.ragged": "{file} を CSV として読めません。どの行の列の数も見出しと同じか確かめてください。",
    "bulk.unreadable": "{file} を表として読めません({detail})。",
    "cases.missing": "事例のファイル {file} がありません。場所と名前を確かめてください。",
    "cases.unreadable": "事例のファイル {file} を読めません({detail})。",
    "cases.invalid": "事例のファイル {file} の {line} 行目: {key} が正しくありません。"
    "必要なもの: {expected}",
    # Mapping files
    "usage.save_alone": "--save は --explain とともに使ってください。",
    "explain.ledger": "{file} は台帳です。--explain には文書を指定してください。",
    "mapping.unreadable": "対応表 {file} を読めません。"
    "TOML ファイルか確かめてください({expected})。",
    "mapping.invalid": "対応表 {file} の {key} が正しくありません。必要なもの: {expected}",
    "mapping.form_changed": "{document} の様式が対応表 {file} と違います(場所: {place}、"
    "新しい見出し: {new}、なくなった見出し: {missing}、動いた見出し:"
    " {moved})。--explain --save で作り直してください。",
    "mapping.table_missing": "{document} に、対応表 {file} の表(見出し:"
    " {headings})がありません。様式を確かめ、"
    "--explain --save で作り直してください。",
    "mapping.nothing": "{document} には表も事業カードもなく、対応表に書くものがありません。",
    "mapping.several_forms": "{document} と {other} は様式が違います。"
    "対応表は様式ごとに作ってください。",
    # PDF, slides, open data
    "template.not_slides": "ひな形を PowerPoint のスライド(.pptx)として読めません({reason})。PowerPoint で開いて保存し直してください。",
    "template.no_layout": "ひな形のスライドマスターに、題名のあるレイアウトがありません。",
    "pdf.no_font": "日本語の書体がなく、PDF を作れません。書体のフォルダーを --fonts か HAKARU_FONTS で指定してください。",
    "pdf.no_font_folder": "{folder} に書体のファイル(.otf .ttf .ttc)がありません。",
    "pdf.refused": "PDF を作れませんでした({detail})。",
    "publication.file": "公表の設定 {file} を読めません({detail})。",
    "publication.name": "データセットの名前 {given} は使えません。半角の英小文字・数字・- _ で 2～100 字にしてください。",
    "publication.licence": "ライセンス {given} は使えません。使えるもの: {known}",
    "publication.no_licence": "--licence か公表の設定でライセンスを選んでください。使えるもの: {known}",
    "publication.address": "homepage {given} は https:// で始まるアドレスにしてください。",
    "publication.email": "contact_email {given} はメールアドレスではありません。kikaku@example.jp の形で書いてください。",
    "publication.keyword": "keywords の {given} は使えません。2～100 字の文字・数字・空白・- _ . で書いてください。",
    "publication.nothing": "公表する指標がありません。指標のある文書か台帳を指定してください。",
    "publication.code": "{name} の全国地方公共団体コード {given} が正しくありません(検査数字を含む 6 桁)。",
    "ckan.incomplete": "CKAN への公表には {what} も指定してください。",
    "ckan.no_token": "CKAN の API トークンがありません。環境変数 {variable} か --token-file で渡してください。",
    "ckan.address": "CKAN のアドレス {given} は使えません。https:// で始まるアドレスにしてください。",
    "ckan.unreachable": "{address} につながりません({reason})。アドレスとネットワークを確かめてください。",
    "ckan.forbidden": "CKAN が {action} を断りました({status}: {message})。トークンの期限と、その組織に書き込む権限があるかを確かめてください。",
    "ckan.deleted": "データセット {name} は CKAN で削除されています。CKAN の画面で元に戻すか、公表の設定(--publication)の name を変えてください。",
    "ckan.of_others": "データセット {name} は別の組織({owner})のものです。公表の設定(--publication)の name を変えてください。",
    "ckan.refused": "CKAN が {action} を断りました({status}: {message})。",
}
UNWORDED = "{code}: {values}"


def sentence_for_error(error: HakaruError, lang: Language) -> str:
    """Return one line about an error; never raises, whatever it carries."""
    sentence = ERROR_SENTENCES.get(error.code)
    if sentence is None:
        listed = ", ".join(f"{key}={value}" for key, value in error.values.items())
        return filled(UNWORDED, lang, {"code": error.code, "values": listed})
    values = error.values
    if values.get("expected") in EXPECTED:
        values = values | {"expected": filled(EXPECTED[values["expected"]], lang, values)}
    return filled(sentence, lang, values)
