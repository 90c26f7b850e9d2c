"""Keys of place names: spellings of one name meet, and a key is its own key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.places.place_names import place_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gdańsk", "Gdansk"),
        ("St. Petersburg", "Saint Petersburg"),
        ("U.S.", "US"),
        ("the Sahel", "Sahel"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Bab el-Mandeb", "Bab el Mandeb"),
        ("Łódź", "LODZ"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other) != ""


def test_different_names_keep_different_keys() -> None:
    assert len({place_key(name) for name in ("Niger", "Nigeria", "Iran", "Iraq", "Mali", "Malí Vrch")}) == 6


def test_a_name_in_another_script_has_no_key() -> None:
    assert place_key("Мелітополь") == place_key("北京") == place_key("") == ""


@given(st.text(max_size=30))
def test_a_key_is_plain_and_its_own_key(name: str) -> None:
    key = place_key(name)
    assert key.isascii()
    assert key == key.lower().strip()
    assert place_key(key) in (key, key.removeprefix("the "))
