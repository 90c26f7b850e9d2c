"""The reports that tell a happening to the number of them that do not depend on one another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dateline.merge.cluster import components
from dateline.merge.view import EventView
from dateline.text.people.names import name_key, same_person
from dateline.text.stems import words

Voice = tuple[str, ...]


def independent(events: Iterable[EventView], copies: Mapping[str, str]) -> int:
    """Count the independent witnesses of a happening.

    A report's text comes from one newsroom: copies of one text, and several reports of one outlet, are one. What it
    tells goes back to the sources it names, or to the newsroom itself where it names none. Two witnesses are
    independent if they share neither; the figure is the largest number of (newsroom, source) pairs of which no two
    share either. Five papers that all quote one governor are one witness, and so is one paper that quotes five people.

    Args:
        events: the reports' events.
        copies: the group of copies that each report (by its id) belongs to.
    """
    told = list(events)
    if len(told) == 1:
        return 1
    rooms = _rooms(told, copies)
    voices = _voices(told)
    reach: dict[str, set[Voice]] = defaultdict(set)
    for event in told:
        room = rooms[event.report.id]
        reach[room] |= {voices[_voice(name)] for name in event.sources} or {("", room)}
    return _matching(reach)


def _rooms(events: list[EventView], copies: Mapping[str, str]) -> dict[str, str]:
    """The newsroom of each report, named by the first of its reports."""
    reports = {event.report.id: event.report for event in events}
    first: dict[str, str] = {}
    edges = []
    for report in sorted(reports.values(), key=lambda r: r.id):
        traits = [f"copy {copies.get(report.id, report.id)}"]
        traits += [f"outlet {report.outlet.casefold()}"] if report.outlet else []
        edges += [(first.setdefault(trait, report.id), report.id) for trait in traits]
    return {report: part[0] for part in components(reports, edges) for report in part}


def _voice(name: str) -> Voice:
    return name_key(list(words(name)))


def _voices(events: list[EventView]) -> dict[Voice, Voice]:
    """Each source's name to the longest name that can be the same person's."""
    names = sorted({_voice(name) for event in events for name in event.sources}, key=lambda v: (-len(v), v))
    found: dict[Voice, Voice] = {}
    for name in names:
        found[name] = next((full for full in found.values() if same_person(name, full)), name)
    return found


def _matching(reach: Mapping[str, set[Voice]]) -> int:
    """The size of the largest matching of rooms with voices (augmenting paths)."""
    taken: dict[Voice, str] = {}

    def place(room: str, tried: set[Voice]) -> bool:
        for voice in sorted(reach[room] - tried):
            tried.add(voice)
            if voice not in taken or place(taken[voice], tried):
                taken[voice] = room
                return True
        return False

    return sum(place(room, set()) for room in sorted(reach))
