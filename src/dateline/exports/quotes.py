"""An analysis to the list of its attributions: plain records, and rows of a table."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.exports.record import span_record
from dateline.model.analysis import Analysis
from dateline.model.claim import Attribution
from dateline.text.visible import visible

Record = dict[str, Any]

HERE = "this report"
"""What stands at the end of a chain where the report has no outlet."""


def quotes_record(analysis: Analysis) -> Record:
    """Return the report's outside and every attribution in it, in the order of their first words."""
    document = analysis.document
    found = sorted((a for a in analysis.attributions or () if a.content), key=_place)
    return {
        "doc_id": document.id,
        "date": None if document.filed is None else document.filed.isoformat(),
        "title": document.title or None,
        "outlet": document.outlet,
        "url": document.url,
        "sha256": document.sha256,
        "text": document.text,
        "attributions": [_attribution(each) for each in found],
    }


def print_quotes(console: Console, record: Record) -> None:
    """Print one report's attributions, a row each."""
    head = f"{record['title'] or record['doc_id']}  ({record['doc_id']}, filed {record['date'] or 'on an unknown day'})"
    if not record["attributions"]:
        console.print(Text(visible(f"{head}: nobody is quoted"), style="bold"))
        console.print()
        return
    table = Table(title=Text(visible(head), style="bold"), title_justify="left", expand=True, pad_edge=False)
    for name, ratio in (("at", 1), ("who", 4), ("cue", 2), ("what", 8), ("stance", 2), ("through", 4), ("rule", 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in record["attributions"]:
        table.add_row(*(Text(visible(cell)) for cell in _cells(record, row)))
    console.print(table)
    console.print()


def _cells(record: Record, row: Record) -> tuple[str, ...]:
    what = " … ".join(piece["text"] for piece in row["content"])
    through = " ← ".join((*(link["name"] for link in row["chain"][1:]), record["outlet"] or HERE))
    return (
        str(row["cue"]["start"]) if row["cue"] else "",
        who(row),
        row["cue"]["text"] if row["cue"] else "",
        what,
        f"{row['stance']}{', quoted' if row['quoted'] else ''}",
        through,
        f"{row['rule'].rpartition('/')[2]} {row['confidence']:.2f}",
    )


def who(row: Record) -> str:
    """The speaker as "he = Ahmed Salih", the words beside the cue alone, or "nobody named"."""
    words = row["source"]["text"] if row["source"] else ""
    name = row["speaker"]["name"] if row["speaker"] else ""
    if not words or not name:
        return words or name or "nobody named"
    return words if name in words else f"{words} = {name}"


def _place(attribution: Attribution) -> int:
    return min(span.start for span in (attribution.cue, *attribution.content) if span is not None)


def _attribution(attribution: Attribution) -> Record:
    speaker = None
    if attribution.speaker is not None:
        name = attribution.chain[0].name if attribution.chain else attribution.speaker.text
        speaker = {**(span_record(attribution.speaker) or {}), "name": name}
    return {
        "source": span_record(attribution.source),
        "speaker": speaker,
        "cue": span_record(attribution.cue),
        "content": [span_record(piece) for piece in attribution.content],
        "quoted": attribution.quoted,
        "stance": attribution.stance,
        "vouches": attribution.vouches,
        "chain": [{**(span_record(link.span) or {}), "name": link.name} for link in attribution.chain],
        "rule": attribution.rule,
        "confidence": round(attribution.confidence, 3),
    }
