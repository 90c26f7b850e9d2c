"""The words for offices load strictly, and tell the public from the private persons of their examples."""

from pathlib import Path

import pytest

from dateline.api import Coder
from dateline.errors import DataFileError
from dateline.knowledge.files import read_yaml
from dateline.knowledge.offices import OfficesFile, load_guard, load_offices, offices_path

FILE = read_yaml(offices_path(), OfficesFile)
EXAMPLES = [*((text, True) for text in FILE.examples), *((text, False) for text in FILE.not_examples)]


@pytest.mark.parametrize(("text", "public"), EXAMPLES)
def test_an_example_names_a_public_or_a_private_person(coder: Coder, text: str, *, public: bool) -> None:
    name = text[text.index("[") + 1 : text.index("]")]
    private = [person.name for person in load_guard()(coder(text.replace("[", "").replace("]", "")))]
    assert (name not in private) == public
    assert public or name in private


def test_a_leader_that_a_table_knows_is_public_without_an_office(coder: Coder) -> None:
    assert load_guard()(coder("Angela Merkel spoke with Emmanuel Macron on Monday.")) == []


def test_a_surname_alone_belongs_to_the_fuller_name(coder: Coder) -> None:
    (person,) = load_guard()(coder("Police held Greta Vintova on Monday. Vintova denies it."))
    assert (person.name, [s.text for s in person.spans]) == ("Greta Vintova", ["Greta Vintova", "Vintova"])


def test_a_missing_list_is_told_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "offices.yaml"
    path.write_text(offices_path().read_text("utf-8").replace("honorifics:", "titles:"), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"offices\.yaml:\d+"):
        load_offices(path)
