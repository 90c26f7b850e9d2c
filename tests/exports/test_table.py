"""What `dateline explain` prints: the readings that were not chosen, and the places where nothing was put."""

from dateline.api import Coder
from dateline.exports.table import named_places, reasons

REPORT = (
    "Gunmen attacked a convoy near Benghazi on Tuesday, a Tunisian official said. "
    "The official spoke in Sfax. Moscow condemned the attack."
)


def test_a_reading_that_was_not_chosen_is_printed_under_its_field(coder: Coder) -> None:
    event = coder.record(coder(REPORT))["events"][0]
    event["place"]["rejected"] = [{"name": "Elsewhere", "country": None, "score": 0.125, "reason": "prominence +0.12"}]
    lines = list(reasons(event))
    line = "      not Elsewhere (–)  [0.12; prominence +0.12]"
    assert lines.index(f"   place: {event['place']['name']}, LBY (city)") < lines.index(line)
    assert lines.index(line) < lines.index("   status: actual")


def test_the_places_where_no_event_was_put_are_listed_once(coder: Coder) -> None:
    lines = list(named_places(coder.record(coder(REPORT))))
    assert lines[0] == "places named where no event was put:"
    assert not [line for line in lines if "Benghazi" in line]
    assert [line.partition(" at ")[0].strip() for line in lines[1:]] == ["“Tunisian”", "“Sfax”", "“Moscow”"]
    assert lines[3].endswith("Moscow, RUS (city); stands for people or a government")


def test_a_report_that_names_no_other_place_has_no_such_list(coder: Coder) -> None:
    assert list(named_places(coder.record(coder("Gunmen attacked a convoy near Benghazi.")))) == []
