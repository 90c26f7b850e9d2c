"""Clean-up: one documented normalisation, idempotent, with a map back to the text as it came in."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.text.normalise import clean, join_title

ODD = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\0\ufeff\u00a0\u200d\u0301\u202e\U0001f600 a")), max_size=80
)


def test_line_ends_bom_nul_and_lone_surrogates_are_cleaned_and_nothing_else() -> None:
    assert clean("\ufeffa\r\nb\rc\0\ud800\u00a0 é").text == "a\nb\nc\ufffd\ufffd\u00a0 é"


@given(ODD)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean(clean(raw).text).text == clean(raw).text


@given(ODD)
def test_every_kept_character_is_found_again_where_it_came_from(raw: str) -> None:
    cleaned = clean(raw)
    for i, character in enumerate(cleaned.text):
        original = raw[cleaned.original(i)]
        assert original == character or (original == "\r" and character == "\n") or character == "\ufffd"


@given(st.text("ab \n", max_size=20), st.text(max_size=20))
def test_the_title_stands_first_with_one_blank_line_behind_it(title: str, body: str) -> None:
    text, end = join_title(title, body)
    assert text == (f"{text[:end]}\n\n{body}" if end else body)
    assert "\n" not in text[:end]
