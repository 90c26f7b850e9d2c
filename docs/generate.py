"""Write the pages of `docs/reference` that are made from data files, or tell where they have drifted.

python docs/generate.py            writes them
python docs/generate.py --check    writes nothing; exits 1 and names the pages that differ
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dateline.knowledge.codes import EventType, Mode
from dateline.knowledge.ontology import Ontology, load_ontology

DOCS = Path(__file__).resolve().parent
QUADS = ("neither", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
MADE = "<!-- Made by docs/generate.py from {source}. Change the data, not this page. -->"


def ontology_page(ontology: Ontology) -> Iterator[str]:
    """The code book: what an event may be coded as."""
    yield MADE.format(source="src/dateline/data/ontologies/*.yaml")
    yield "# Types, modes, contexts and sectors\n"
    yield (
        "What an event may be coded as. Types, modes, contexts and sectors are those of PLOVER 2023; `MOVE` is our one "
        "addition. Names, scores and classes are PLOVER's; the wording and the examples are ours. Scores run from -10 "
        "(conflict) to 10 (cooperation). A mode without a CAMEO code of its own takes its type's, and *instead* says "
        "where something belongs that only looks alike. How the CAMEO codes were chosen, and where we differ from the "
        "published tables: [decision 2](../decisions/0002-plover-errata.md). Every CAMEO code: [CAMEO](cameo.md).\n"
    )
    yield "## Types at a glance\n"
    yield from table(
        ("type", "class", "score", "needs a recipient", "modes"),
        (
            (
                f"[{t.name}](#{t.name.lower()})",
                QUADS[t.quad],
                number(t.score),
                "yes" if t.requires_recipient else "",
                ", ".join(m.name for m in t.modes),
            )
            for t in ontology.types
        ),
    )
    for type_ in ontology.types:
        yield from type_section(type_, ontology)
    yield "\n## Statuses\n"
    yield "Whether it happened. `actual` is the rule; the others are PLOVER's auxiliary modes.\n"
    yield from table(
        ("status", "PLOVER's name", "meaning"), ((s.status, s.plover, s.gloss) for s in ontology.auxiliary_modes)
    )
    yield from contexts_and_parties(ontology)


def type_section(type_: EventType, ontology: Ontology) -> Iterator[str]:
    """One type: gloss, what goes elsewhere, decisions, examples, modes."""
    yield f"\n## {type_.name}\n"
    yield f"{type_.gloss}\n"
    facts = [QUADS[type_.quad], f"score {number(type_.score)}" if type_.score is not None else "no score"]
    facts.append(f"CAMEO {codes(type_.cameo, ontology)}" if type_.cameo else "no CAMEO code")
    facts.append(f"short {type_.short}")
    facts += ["needs a recipient"] if type_.requires_recipient else []
    facts += [f"of {type_.ontology}, not of PLOVER"] if type_.ontology != "PLOVER" else []
    yield "*" + " · ".join(facts) + "*\n"
    yield from bullets("Instead", type_.instead)
    yield from bullets("Decided", type_.notes)
    yield from bullets("Examples", type_.examples)
    if type_.modes:
        yield from table(
            ("mode", "score", "CAMEO", "meaning", "example"),
            (mode_row(mode, type_, ontology) for mode in type_.modes),
        )


def mode_row(mode: Mode, type_: EventType, ontology: Ontology) -> tuple[str, ...]:
    """One line of a type's table of modes."""
    own = "" if mode.quad == type_.quad else f" ({QUADS[mode.quad]})"
    cameo = "" if mode.cameo == type_.cameo else codes(mode.cameo, ontology)
    return f"`{mode.name}`{own}", number(mode.score), cameo, mode.gloss, mode.example


def contexts_and_parties(ontology: Ontology) -> Iterator[str]:
    """What a paragraph may be about, and what a party may be."""
    yield "\n## Contexts\n"
    yield "What the paragraph is about, beside what happens in it; an event may have several, or none.\n"
    yield from table(("context", "meaning"), ((f"`{c.name}`", c.gloss) for c in ontology.contexts))
    yield "\n## Sectors\n"
    yield "What kind of party it is.\n"
    yield from table(
        ("code", "name", "tier", "meaning"), ((f"`{s.code}`", s.name, s.tier, s.gloss) for s in ontology.sectors)
    )
    yield "\n## Codes in place of a country\n"
    yield from table(("code", "name", "meaning"), ((f"`{n.code}`", n.name, n.gloss) for n in ontology.nonstate))
    yield "\n## Partly recognised entities\n"
    yield "They take the country below and the sector `PRE`. The table is PLOVER's and takes no side.\n"
    yield from table(
        ("entity", "also called", "coded as"),
        ((p.name, ", ".join(p.also), f"`{p.country}` {p.of}") for p in ontology.partly_recognised),
    )


def cameo_page(ontology: Ontology) -> Iterator[str]:
    """The crosswalk, code by code."""
    yield MADE.format(source="src/dateline/data/ontologies/cameo.tsv")
    yield "# CAMEO codes\n"
    yield (
        "Every CAMEO code, its Goldstein scores as ICEWS and GDELT print them, and what it is in PLOVER 2023. The last "
        "column is empty where the row is as PLOVER's table of 2021 has it; the kinds of decision are told in "
        "[decision 2](../decisions/0002-plover-errata.md).\n"
    )
    yield from table(
        ("code", "name", "ICEWS", "GDELT", "PLOVER", "contexts", "decision"),
        (
            (
                f"`{c.code}`",
                c.name,
                number(c.goldstein_icews),
                number(c.goldstein_gdelt),
                "-".join(filter(None, (c.type, c.mode))),
                ", ".join(c.contexts),
                c.decision,
            )
            for c in ontology.cameo.values()
        ),
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a Markdown table; a `|` in a cell is escaped."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def bullets(title: str, items: Sequence[str]) -> Iterator[str]:
    """Lines of a Markdown list under a bold title; nothing for no items."""
    if items:
        yield f"**{title}**\n"
        yield from (f"- {item}" for item in items)
        yield ""


def codes(cameo: Sequence[str], ontology: Ontology) -> str:
    """Codes with their CAMEO names."""
    return "; ".join(f"`{code}` {ontology.cameo[code].name}" for code in cameo)


def number(score: float | None) -> str:
    """A score without needless zeros; empty for none."""
    return "" if score is None else f"{score:g}"


PAGES: Mapping[str, Callable[[Ontology], Iterator[str]]] = {
    "reference/ontology.md": ontology_page,
    "reference/cameo.md": cameo_page,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check every page; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the reference pages that are made from data files.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page differs from its data")
    options = parser.parse_args(arguments)
    ontology = load_ontology()
    drifted = []
    for name, page in PAGES.items():
        file = DOCS / name
        text = "\n".join(page(ontology)).rstrip("\n") + "\n"
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        drifted.append(name)
        if not options.check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    for name in drifted:
        sys.stdout.write(
            f"docs/{name} {'differs from its data; run python docs/generate.py' if options.check else 'written'}\n"
        )
    return int(options.check and bool(drifted))


if __name__ == "__main__":
    sys.exit(main())
