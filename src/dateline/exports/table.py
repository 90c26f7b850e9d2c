"""Records as a table for people, and each event's reasons in full."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.text.visible import visible

Record = dict[str, Any]


def print_table(console: Console, record: Record) -> None:
    """Print one report's events, a row each."""
    head = f"{record['title'] or record['doc_id']}  ({record['doc_id']}, filed {record['date'] or 'on an unknown day'})"
    table = Table(
        title=Text(visible(head), style="bold"), title_justify="left", expand=True, show_lines=False, pad_edge=False
    )
    for name, ratio in (
        ("what", 3),
        ("actor", 3),
        ("recipient", 3),
        ("where", 2),
        ("when", 2),
        ("status", 2),
        ("according to", 2),
    ):
        table.add_column(name, ratio=ratio, overflow="fold")
    for event in record["events"]:
        what = f"{event['type']}{'-' + event['mode'] if event['mode'] else ''} “{event['trigger']['text']}”"
        cells = (
            what,
            parties(event["actors"]),
            parties(event["recipients"]),
            place(event["place"]),
            when(event["time"]),
            event["status"],
            " ← ".join(s["name"] for s in event["sources"]),
        )
        table.add_row(*(Text(visible(cell)) for cell in cells))
    if record["events"]:
        console.print(table)
    else:
        console.print(Text(visible(f"{head}: no events"), style="bold"))
    for issue in record["issues"]:
        console.print(Text(visible(f"  issue {issue['kind']}: {issue['message']}"), style="dim"))
    console.print()


def print_reasons(console: Console, record: Record) -> None:
    """Print every event of a report with every field's evidence quoted."""
    for number, event in enumerate(record["events"], 1):
        console.print(
            Text(
                visible(f"{number}. {event['type']}{'-' + event['mode'] if event['mode'] else ''}  {event['id']}"),
                style="bold",
            )
        )
        for line in reasons(event):
            console.print(Text(visible(line)), soft_wrap=True)
        console.print()
    for line in named_places(record):
        console.print(Text(visible(line)), soft_wrap=True)
    if not record["events"]:
        console.print("no events")


def reasons(event: Record) -> Iterator[str]:
    """Yield each field's value, and below it one line for each reason, with the words it rests on."""
    values = {
        "type": event["type"],
        "mode": event["mode"],
        "actors": parties(event["actors"]),
        "recipients": parties(event["recipients"]),
        "place": place(event["place"]),
        "time": when(event["time"]),
        "status": event["status"],
        "sources": " ← ".join(s["name"] for s in event["sources"]),
        "asserted": "by the reporter, too" if event["asserted"] else "only by those quoted",
        "counts": "; ".join(how_many(count) for count in event["counts"]),
        "disputes": "; ".join(dispute(d) for d in event["disputes"]),
        "contexts": ", ".join(event["contexts"]),
        "mentions": ", ".join(f"“{m['text']}”" for m in event["mentions"]),
    }
    for name, value in values.items():
        if value:
            yield f"   {name}: {value}"
        for field, found in event["evidence"].items():
            if field.partition(".")[0] == name:
                yield from (f"      {_reason(field, reason)}" for reason in found)
        yield from (f"      not {line}" for line in _rejected(event, name))


def _rejected(event: Record, name: str) -> Iterator[str]:
    """The readings of a place or of the parties that were weighed and not chosen."""
    chosen = event[name] if name in {"actors", "recipients"} else [event["place"]] if name == "place" else []
    for thing in filter(None, chosen):
        for other in thing["rejected"]:
            yield f"{other['name']} ({other['country'] or '–'})  [{other['score']:.2f}; {other['reason']}]"


def named_places(record: Record) -> Iterator[str]:
    """The places that a report names and that no event was put at, with what each name was read as."""
    taken = [event["place"] for event in record["events"] if event["place"]]
    rest = [p for p in record["places"] if not any(_same_place(p, chosen) for chosen in taken)]
    if rest:
        yield "places named where no event was put:"
    for named in rest:
        read = "no place that is known" if named["name"] is None else place(named)
        people = "; stands for people or a government" if named["metonym"] else ""
        yield f"   “{named['text']}” at {named['start']}: {read}{people}"


def _same_place(named: Record, chosen: Record) -> bool:
    overlap = named["start"] < chosen["end"] and chosen["start"] < named["end"]
    return overlap or (named["name"], named["country"]) == (chosen["name"], chosen["country"])


def _reason(field: str, reason: Record) -> str:
    quote = f"“{reason['text']}” at {reason['start']}" if reason["text"] else "no words of its own"
    note = f"; {reason['note']}" if reason.get("note") else ""
    return f"{field} ← {quote}  [{reason['stage']}; {reason['rule']}; {reason['confidence']:.2f}{note}]"


def how_many(count: Record) -> str:
    """A count as "2 arrested", "12 or more killed" or "3 to 5 injured", and who gives it."""
    low, high = count["low"], count["high"]
    number = f"{low} or more" if high is None else f"{low}" if low == high else f"{low} to {high}"
    by = f" (says {count['sources'][0]['name']})" if count["sources"] else ""
    return f"{number} {count['what']}{by}"


def dispute(found: Record) -> str:
    """A contrary claim as "status negated (says army, against “shelled”)"."""
    who = found["sources"][0]["name"] if found["sources"] else "the reporter"
    return f"{found['field']} {found['value']} (says {who}, against “{found['against']['text']}”)"


def parties(found: Sequence[Record]) -> str:
    """The parties as "name (COUNTRY SECTOR)"."""
    return "; ".join(f"{p['name']} ({' '.join(filter(None, (p['country'], p['sector']))) or '–'})" for p in found)


def place(found: Record | None) -> str:
    """The place as "name, COUNTRY (grain)"."""
    return f"{found['name']}, {found['country'] or '–'} ({found['grain']})" if found else ""


def when(found: Record | None) -> str:
    """The time as a day or "first to last"."""
    if not found:
        return ""
    return str(found["start"]) if found["start"] == found["end"] else f"{found['start']} to {found['end']}"
