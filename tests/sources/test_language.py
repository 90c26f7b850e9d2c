"""Which language a report is in."""

import pytest

from dateline.sources.language import language_of

TOLD = {
    "en": "The mayor told reporters that the bridge would stay closed until the search of the far bank has ended.",
    "es": "El alcalde dijo a los periodistas que el puente seguirá cerrado hasta que termine la búsqueda en la orilla.",
    "fr": "Le maire a déclaré aux journalistes que le pont restera fermé jusqu'à la fin des recherches.",
    "de": "Der Bürgermeister sagte vor Journalisten, die Brücke bleibe gesperrt, bis die Suche beendet sei.",
    "uk": "Міський голова повідомив журналістам, що міст буде закритий, доки не завершаться пошуки на іншому березі.",
    "ru": "Мэр города сообщил журналистам, что мост останется закрытым, пока не закончатся поиски на другом берегу.",
    "ar": "قال رئيس البلدية للصحفيين إن الجسر سيبقى مغلقا حتى انتهاء عمليات البحث على الضفة الأخرى من النهر في المدينة",
}


@pytest.mark.parametrize("code", TOLD)
def test_a_sentence_is_enough_whatever_the_page_says(code: str) -> None:
    assert language_of(TOLD[code], None) == code
    assert language_of(TOLD[code], "en" if code != "en" else "fr") == code


@pytest.mark.parametrize(("stated", "code"), [("fr-CA", "fr"), ("FR_ca", "fr"), (None, "en"), ("", "en")])
def test_a_few_words_are_taken_for_what_they_are_said_to_be(stated: str | None, code: str) -> None:
    assert language_of("Narva, Tartu, Pärnu", stated) == code


def test_english_capitals_and_lists_of_names_stay_english() -> None:
    assert language_of(TOLD["en"].upper(), None) == "en"
    assert language_of("These were named: " + "Tamm, Saar, Sepp, Mägi, Kask, Kukk and Ilves. " * 2, None) == "en"
