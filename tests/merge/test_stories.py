"""Texts fall into stories, whatever their order."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.merge.stories import stories

QUAKES = {
    "b1": "A strong earthquake shook the port of Banto before dawn\nRescuers in Banto dug for Pia Orsi's three sons.",
    "b2": "The earthquake at Banto killed forty\nMayor Pia Orsi of Banto lost three sons.",
    "b3": "Banto buries its dead after the earthquake\nPia Orsi spoke at the grave of three sons in Banto.",
    "b4": "Aid reaches Banto four days after the earthquake\nMayor Pia Orsi thanked sailors in Banto.",
    "k1": "An earthquake of magnitude six hit the Kelu valley\nMonk Tashi Wanda said the Kelu temple fell.",
    "k2": "Kelu temple falls in earthquake\nPilgrims fled the Kelu valley with Tashi Wanda.",
    "k3": "Engineers reach Kelu after the earthquake\nTashi Wanda led them to the Kelu temple.",
    "k4": "Monk Tashi Wanda asks for tents after the earthquake\nThe Kelu valley has no road left.",
    "v1": "Voters in Soruma go to the polls\nPremier Ines Dacosta hopes for a second term in Soruma.",
    "v2": "Ines Dacosta wins a second term\nSoruma's opposition accepts the count.",
}


def test_two_earthquakes_and_an_election_are_three_stories() -> None:
    assert stories(QUAKES) == [("b1", "b2", "b3", "b4"), ("k1", "k2", "k3", "k4"), ("v1", "v2")]


@given(st.permutations(sorted(QUAKES)))
def test_the_order_of_the_texts_does_not_matter(order: list[str]) -> None:
    assert stories({name: QUAKES[name] for name in order}) == stories(QUAKES)


def test_no_text_is_no_story_and_an_empty_text_is_its_own() -> None:
    assert stories({}) == []
    assert stories({"a": "", "b": "Rain."}) == [("a",), ("b",)]
