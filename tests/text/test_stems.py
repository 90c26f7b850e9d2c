"""Forms of one word give one stem, and a sentence is found around a place in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.sentences import sentence_around, sentence_bounds
from dateline.text.stems import stem, words

TEXT = 'Gen. Orsi fled.\nOn Jan. 3 he wrote: "I will return." Nobody in St. Elva believed it! The U.N. did.'


@pytest.mark.parametrize(
    "forms",
    [
        "bomb bombs bombed bombing",
        "invade invaded invades invasion",
        "resign resigned resignation",
        "investigate investigation investigators",
        "kill killed kills killing killer",
        "shoot shot shooting shootings",
        "flee fled fleeing",
        "die died death deaths dead",
        "protest protests protesting protesters",
        "seize seized seizure",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["police policy", "arrest arrive", "strike string", "bomb bombast"])
def test_other_words_have_other_stems(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_words_lose_their_possessive_marks_and_numbers_keep_their_commas() -> None:
    assert list(words("Orsi's men, 1,200 of them, took the soldiers’ al-Madad base.")) == [
        *("Orsi", "men", "1,200", "of", "them", "took", "the", "soldiers", "al-Madad", "base"),
    ]


@given(st.text(max_size=40))
def test_a_stem_is_lower_case_and_stays_what_it_is_for_any_word(text: str) -> None:
    for word in words(text):
        assert stem(word) == stem(word.lower())
        assert stem(word)


def around(quoted: str) -> str:
    start = TEXT.index(quoted)
    return sentence_around(TEXT, sentence_bounds(TEXT), start, start + len(quoted))


def test_abbreviations_end_no_sentence_and_a_line_end_does() -> None:
    assert around("fled") == "Gen. Orsi fled."
    assert around("return") == 'On Jan. 3 he wrote: "I will return.'
    assert around("Elva") == "Nobody in St. Elva believed it!"


def test_what_crosses_a_sentence_end_is_quoted_whole() -> None:
    assert around("it! The") == "Nobody in St. Elva believed it! The U.N. did."


@given(st.text(alphabet='aB. \n!"', max_size=60), st.data())
def test_a_quote_holds_what_it_was_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = sentence_around(text, sentence_bounds(text), start, end)
    assert quote in text
    assert text[start:end].strip() in quote
