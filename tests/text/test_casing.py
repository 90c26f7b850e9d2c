"""Telex capitals become sentence case, letter for letter."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.text.casing import in_capitals, sentence_case


def test_sentences_months_and_days_keep_their_capitals() -> None:
    assert sentence_case("REBELS FLED ON 3 MAY. ON FRIDAY THEY CAME BACK.").startswith(
        "Rebels fled on 3 may. On Friday they"
    )


def test_capitals_are_told_from_plain_text() -> None:
    assert in_capitals("GUNMEN FLED (AFP)")
    assert not in_capitals("Gunmen fled (AFP)")
    assert not in_capitals("1990")


@given(text=st.text(max_size=200))
def test_no_character_is_added_or_lost(text: str) -> None:
    assert len(sentence_case(text)) == len(text)
