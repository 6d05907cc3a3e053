"""What pages and slides say beside the report: that something goes on."""

from hakaru.report.words.catalogue import Language, filled

PAGE_PHRASES = {
    "slide.continued": "{title}（続き）",
}


def page_phrase(code: str, lang: Language, /, **values: object) -> str:
    """Return the phrase called `code` in `lang`, its fields filled."""
    return filled(PAGE_PHRASES[code], lang, values)
