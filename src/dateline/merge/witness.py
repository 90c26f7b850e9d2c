"""The reports that tell a happening to the number of them that do not depend on one another."""

from collections import defaultdict, deque
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
    """The size of the largest matching of rooms with voices: one search in breadth for each room."""
    room_of: dict[Voice, str] = {}
    voice_of: dict[str, Voice] = {}
    spent: set[Voice] = set()  # no free voice can be reached from these any more
    for start in sorted(reach):
        found: dict[Voice, str] = {}  # voice → the room that it was reached from
        queue = deque([start])
        while queue and start not in voice_of:
            room = queue.popleft()
            for voice in sorted(reach[room] - spent - found.keys()):
                found[voice] = room
                if voice not in room_of:
                    _hand_over(voice, found, room_of, voice_of)
                    break
                queue.append(room_of[voice])
        if start not in voice_of:
            spent |= found.keys()
    return len(voice_of)


def _hand_over(free: Voice, found: Mapping[Voice, str], room_of: dict[Voice, str], voice_of: dict[str, Voice]) -> None:
    """Give the free voice to the room it was reached from, that room's old one to the room before, and so on."""
    voice: Voice | None = free
    while voice is not None:
        room = found[voice]
        before = voice_of.get(room)
        room_of[voice], voice_of[room] = room, voice
        voice = before
