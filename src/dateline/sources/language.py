"""Which language a report is in: English by its commonest words, any other by a model of byte patterns."""

import re
from functools import cache
from typing import Any

ENGLISH_SHARE = 0.2
"""From this share of its words on, the commonest English words make a text English."""
FEW_WORDS = 12
"""Below so many words nothing is told from the text: a headline of names looks like any language."""
SURE = 0.9
_SAMPLE_CHARACTERS = 4_000
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_COMMON = frozenset(
    "the of to and in a an is was that for on with he as it at by from said his were are had have has be been but not "
    "they who this will after their which or its two one more also about out when up into over than her she would "
    "there all we i you if no what so can could other new people before between against during under told".split()
)


def language_of(text: str, stated: str | None) -> str:
    """Return the ISO 639-1 code of the language of a text; `stated` is what its source says.

    What is said counts where the text is too short to tell. Pages often state the language of their template, so
    what the words show wins. "en" where nothing can be told.
    """
    said = (stated or "").strip().lower().replace("_", "-").split("-")[0]
    words = _WORD.findall(text[:_SAMPLE_CHARACTERS].casefold())
    if len(words) >= FEW_WORDS and sum(word in _COMMON for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    if len(words) < FEW_WORDS:
        return said or "en"
    return _by_model(text[:_SAMPLE_CHARACTERS]) or said or "en"


def _by_model(text: str) -> str | None:
    """The model's answer where it is sure and installed, else None."""
    try:
        code, sureness = _model().classify(text.encode("utf-8", "replace"))
    except ImportError:
        return None
    return str(code) if float(sureness) >= SURE else None


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (an optional extra, half a second)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
