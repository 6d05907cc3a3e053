"""A sentence for each kind of finding: what stands there, and what was made of it."""

from hakaru.findings import Finding
from hakaru.report.words.catalogue import Language, filled
from hakaru.report.words.terms import terms

FINDING_SENTENCES = {
    # R1xx: reading
    "R101": "年度の見出しが列からずれています。左から順に列へ当てはめました。",
    "R102": "実績の行が {columns} 列ずれていたので、元の列に戻しました(「{text}」)。",
    "R103": "見出し「{text}」は内容と合いません。内容に合わせて読みました。",
    "R104": "実績のある指標 {marker} に、項目の行がありません。",
    "R105": "番号のない実績の行を、並び順から指標 {marker} のものとしました。",
    "R106": "文が途中で切れているようです(末尾「{end}」)。",
    "R107": "見出しの行が二度あります(「{text}」)。",
    "R108": "値「{text}」は、数・語・状態のどれとしても読めません。原文のまま残しました。",
    "R109": "目標「{text}」は、判定できる形に読めません。原文のまま残しました。",
    "R110": "実績の行がどの列のものか決められません。注記として残しました(「{text}」)。",
    "R111": "目標の変更の注にある指標 {marker} が見つかりません。",
    "R112": "変更後の目標が、指標の行では「{row}」、注では「{footnote}」と書かれています。",
    "R113": "文書の評価凡例が、登録されたどの評価凡例とも一致しません。",
    "R114": "低いほどよい指標としました。文書に記載はなく、基準値と目標値から判断しました。",
    "R115": "事業の表に足りない部分があります({parts})。切れているおそれがあります。",
    "R116": "見出し「{text}」の西暦と元号が一致しません。",
    "R117": "事業番号 {number} が二度あります。後のものの ID は {id} としました。",
    "R118": "読み取れないセルが {count} 個あります。",
    "R119": "知っている様式が文書のどこにもありません。内容は読み取れませんでした。",
    "R120": "文書のほかの事業にない市町村があります({members})。",
    "R121": "文書に題名がありません。ファイル名を題名としました。",
    "R122": "{id}: 文書によって内容が違います(初めの文書「{first}」、後の文書「{second}」)。"
    "両方を残しました。",
    "R123": "指標 {marker} が二度あります。後のものの ID は {id} としました。",
    # R13x, R14x: Excel, Word, web and CSV files
    "R131": "数式のセルが {count} 個あります。ファイルに保存された値を使い、計算し直していません。",
    "R132": "値の保存されていない数式が {count} 個あります。数式の文字のまま残しました。",
    "R133": "表示の桁より細かい値を持つセルが {count} 個あります。表示どおりに読みました"
    "(保存 {held}、表示 {shown})。",
    "R134": "シート「{sheet}」には読めるセルがありません({type})。",
    "R135": "コメント {count} 個を、本文の後に残しました。",
    "R136": "図形・テキストボックスなどの文字 {count} 個を、表の外の行として残しました。",
    "R137": "本文の外の文字({part})を、本文の後に残しました。",
    "R138": "図・グラフ・埋め込まれたもの {count} 個は読んでいません。",
    "R139": "文字の一部に取り消し線があります(「{struck}」)。全体を残しました。",
    "R140": "承認されていない削除が {count} 個あります。削除されたものとして読みました"
    "(「{deleted}」)。",
    "R141": "結合されたセルの下に、見えない内容が {count} 個あります。隠れたものとして残しました。",
    "R142": "隠れたシート・行・列に、内容が {count} 個あります。隠れたものとして残しました。",
    "R143": "表示形式をたどれない値が {count} 個あります(「{shown}」など)。"
    "元の数のまま読みました。",
    "R144": "CSV の引用符の数が合いません({detail})。一行ずつ読みました。",
    "R145": "ページの文字コードの宣言({declared})が実際({found})と違います。"
    "実際のもので読みました。",
    "R146": "ファイルの一部({part})がないか、読めない種類です。",
    # R16x, R17x: PDF files
    "R161": "{pages} ページは画像だけで、文字がありません。読んでいません。",
    "R162": "部首の形で入った文字 {count} 個を、ふつうの漢字に置き換えました。",
    "R163": "どの文字か分からない字が {count} 個あります(「�」と表しました)。",
    "R164": "罫線のない表を、すき間から {rows} 行 {columns} 列と読みました。",
    "R165": "文字が罫線をまたいでいます。「{taken}」と読みました"
    "(「{by_character}」とも「{by_segment}」とも読めます)。",
    "R166": "行の境目にある文字「{text}」を、中心のある行のものとしました。",
    "R167": "{page} ページは線が多すぎるため({strokes} 本)、表を探さず文字だけを読みました。",
    "R168": "罫線の囲みが長方形でないので、長方形に分けて読みました。",
    "R169": "見出しの行が次のページにもう一度あります({rows} 行)。一度だけ数えました。",
    "R170": "続くページ({pages})の表を、一つの表としてつなぎました。",
    "R171": "ページの終わりで切れた行をつなぎました(「{before}」と「{after}」)。",
    "R172": "{pages} ページの画像の下に、見えない文字があります。"
    "文字認識の結果なので、誤りがないか確かめてください。",
    "R173": "{page} ページを開けません。読んでいません。",
    "R174": "ページの見える範囲の外に文字があります(「{text}」)。",
    # R18x, R19x: matrices
    "R180": "再掲の行の{field}が初めの行と違います(初めの行「{first}」、再掲の行「{relisted}」)。",
    "R181": (
        "再掲の行の{field}の書き方が初めの行と違います"
        "(初めの行「{first}」、再掲の行「{relisted}」)。"
    ),
    "R182": "再掲とある行の、初めの行が見つかりません。初めの行として読みました。",
    "R183": "再掲の行が、初めの行より前にあります。",
    "R184": "同じ名前の事業「{number}」が二つあり、再掲とは書かれていません。"
    "後のものの ID は {id} としました。",
    "R185": "同じ意味の列が二度あり、違いが見出しから分かりません。注記として残しました。",
    "R186": "「{text}」がどの年度のものか分かりません。注記として残しました。",
    "R187": "金額「{text}」の単位が、セルにも見出しにもありません。",
    "R188": "一つのセルにいくつもの値があります。分けて読みました(「{text}」)。",
    "R189": "見出しにない印の列が行の前にあります。その分を戻して読みました。",
    "R190": "一つの行に番号の付いた指標が {count} 個あります。番号のところで分けて読みました。",
    # H1xx: checks
    "H101": "{fiscal_year} 年度の公表された評価は {published} ですが、評価凡例では {computed} で"
    "す(実績 {actual}、目標 {target}、達成率 {rate})。",
    "H102": "{fiscal_year} 年度の公表された達成割合は {published} ですが、公表された評価を数える"
    "と {met}/{evaluable} で、どの数え方でも公表値になりません。",
    "H103": "達成割合の数え方が年度で違います。{before} 年度 {before_value} は {before_marks} を、"
    "{after} 年度 {after_value} は {after_marks} を達成に数えた値です。",
    "H104": "累計が減っています({before} 年度 {before_value} → {after} 年度 {after_value})。",
    "H105": "取組実績に {members} が挙がっていますが、参加市町村ではありません(参加市町村: "
    "{participants})。",
    "H106": "内訳の合計が全体と合いません(全体 {total}、内訳 {parts} = {sum}、「{text}」)。",
    "H107": "{fiscal_year} 年度の評価は確定の {published}(実績 {actual})ですが、予定や見込みしか"
    "書かれていません(「{text}」)。",
    "H108": "{fiscal_year} 年度のことですが、{day}({day_year} 年度)とあります(「{text}」)。",
    "H109": "「{odd}」は、ほかの値(「{other}」など)と約 {factor} 倍違います。単位の取り違えかもし"
    "れません。",
    "H110": "「{first}」は {first_year} 年、「{second}」は {second_year} 年で、一致しません。",
    "H111": "{fiscal_year} 年度の実績値がありません(記載 {actual}、目標 {target})。",
    "H112": "変更前の目標「{old}」と変更後の目標「{new}」が、いまある目標や有効な年度と合いません"
    "({until} 年度まで、{since} 年度から)。",
    "H113": "{label} が、「{first}」({first_day})と「{second}」({second_day})の二通りに示されてい"
    "ます。",
    "H114": "文書によって名前が「{first}」と「{second}」に分かれています。",
    "H115": "目標年 {due} 年度(目標 {second})が、基準年や計画の期間と合いません({first}、{other} "
    "年度)。",
    "H116": "{fiscal_year} 年度の実績「{actual}」と目標「{target}」の単位が違います。",
    "H117": "続き番号の {missing} がありません({before} の次が {after})。",
    "H118": "終わった {fiscal_year} 年度の実績「{actual}」が見込みのままです(評価 {published}、文"
    "書の時点 {as_of})。",
    "H119": "終了(「{ended}」)した後の {fiscal_year} 年度に、実績「{actual}」があります。",
    "H120": "{fiscal_year} 年度の公表された評価は {published} ですが、評価凡例では {computed} で"
    "す(実績 {actual}、目標 {target})。評価の時期か、評価のもれを確かめてください。",
    "H121": "「{name}」の値「{value}」は、割合としてありえません。",
    "H122": "{fiscal_year} 年度の印「{published}」(実績 {actual})は、"
    "評価凡例にありません({known})。",
    "H123": "{fiscal_year} 年度の達成割合は {published} とありますが、本文の件数は "
    "{met}/{evaluable}"
    " です。",
    "H124": "{fiscal_year} 年度の値が「{first}」と「{second}」に分かれています({other})。",
    # P1xx: what pages cannot show; M1xx to M3xx: open data
    "P101": "「{text}」({codes})の字はどの書体にもなく、〓 と表しました。",
    "M100": "CSV ではありません。コンマで区切られていないか、引用符が閉じていません。Excel では「CSV UTF-8(コンマ区切り)」で保存してください。",
    "M101": "文字コードが UTF-8(BOM 付き)ではありません。Excel では「CSV UTF-8(コンマ区切り)」で保存してください。",
    "M102": "列「{column}」の {count} セルに、データが二つ以上入っています(「{text}」)。1セル1データにしてください。",
    "M103": "数の列「{column}」の {count} セルが数だけではありません(「{text}」)。単位・桁区切り・注記は別の列にしてください。",
    "M104": "{count} 行のセルの数が、見出しの {width} 列と違います。結合したセルの跡かもしれません。",
    "M105": "列「{column}」の {count} セルが、空白や改行で体裁を整えています(「{text}」)。",
    "M106": "見出しがない、同じ見出しが二つある、または項目名が省略されています(列「{column}」、{count} セル、「{text}」)。",
    "M107": "列「{column}」の {count} セルが、表計算ソフトで数式になります(「{text}」)。",
    "M108": "列「{column}」の {count} セルに、文字でないものが入っています(「{text}」)。",
    "M109": "数の列「{column}」の単位が分かりません。見出しか別の列に書いてください。",
    "M110": "列「{column}」の {count} セルに機種依存文字があります(「{text}」)。",
    "M111": "列「{column}」の {count} セルの年が元号だけです(「{text}」)。西暦も書いてください。",
    "M112": "どの地域の数か分かりません。団体名か全国地方公共団体コードの列を置いてください。",
    "M113": "数の列「{column}」の {count} セルに、数の代わりの記号があります(「{text}」)。空にして、理由は別の列に書いてください。",
    "M201": "空の行が {count} 行あり、表が分かれています。",
    "M202": "見出しの行がもう {count} 回あり、表が二つ以上あります。",
    "M203": "1 行目の「{text}」は見出しではなく、表題か注記のようです。1 行目を見出しの行にしてください。",
    "M301": "全国地方公共団体コードのない団体があります({members})。公表の設定(--publication)の [codes] に書いてください。",
    "M302": "ライセンスが選ばれていません。このままではだれも使えません。--licence か公表の設定で選んでください。",
}
UNWORDED = "{code}: {values}"

# Values that name the entry a finding is about; the closest one stands before the sentence.
SUBJECTS = ("indicator", "project", "owner")
# Fields whose values are keys of the program, to be said in words.
KEYED_FIELDS = frozenset({"parts", "field"})
# Longer texts are cut in the sentence; findings themselves carry them whole.
LONGEST_VALUE = 120


# What the same kind says of another thing: of a year's result, with and without its days.
OTHER_SENTENCES = {
    "H113.result": "{label} 年度の実績が、「{first}」({first_day})と「{second}」({second_day})の二通り"
    "に示されています。",
    "H113.undated": "{label} 年度の実績が、「{first}」と「{second}」の二通りに示されています。",
}


def sentence_for_finding(finding: Finding, lang: Language) -> str:
    """Return what a finding says, after the id of what it is about; never raises."""
    sentence = OTHER_SENTENCES.get(_variant(finding)) or FINDING_SENTENCES.get(finding.code)
    if sentence is None:
        listed = ", ".join(f"{key}={value}" for key, value in finding.values)
        return filled(UNWORDED, lang, {"code": finding.code, "values": listed})
    values = {
        key: terms(value, lang) if key in KEYED_FIELDS else _shortened(value)
        for key, value in finding.values
    }
    subject = next((values[name] for name in SUBJECTS if values.get(name)), "")
    said = filled(sentence, lang, values)
    return f"{subject}: {said}" if subject else said


def _variant(finding: Finding) -> str:
    """Return the name of the sentence for a result stated twice, as opposed to a dated count."""
    if finding.code != "H113" or not finding.value("indicator"):
        return ""
    dated = finding.value("first_day") and finding.value("second_day")
    return f"{finding.code}.{'result' if dated else 'undated'}"


def _shortened(text: str) -> str:
    """Return a text that is bearable inside a sentence."""
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
