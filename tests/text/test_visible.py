"""What is printed cannot steer the terminal."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.text.visible import visible


def test_an_escape_and_a_direction_override_are_shown_as_codes() -> None:
    assert visible("a\x1b[31m\u202eb\n") == "a\\u001b[31m\\u202eb "


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in visible(text))
