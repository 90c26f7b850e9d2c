"""Any number of short reports, made up from a seed: one or two plain sentences of news, each another one."""

import json
import random
from pathlib import Path

WHO = (
    "Police|Border guards|Soldiers|The mayor|Dockers|Students|The foreign minister|Two gunmen|A court|The union|Rebels"
)
DEEDS = (
    "detained {whom} in {town}",
    "opened fire on {whom} near {town}, killing {n} people",
    "met {whom} in {town}",
    "accused {whom} of lying",
    "marched through {town} against {whom}",
    "released {whom} after talks in {town}",
    "threatened {whom} with a strike",
    "sent food to {whom} in {town}",
)
WHOM = "two councillors|the opposition|a bus driver|the harbour workers|foreign envoys|a local paper|fishermen"
TOWNS = "Tartu|Suva|Gdansk|Lyon|Mombasa|Cusco|Izmir|Hue|Oran|Cork"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday"
VOICES = "a spokeswoman said|witnesses said|according to the ministry|the agency reported|officials denied"


def report(number: int, seed: int = 6) -> dict[str, str]:
    """Report `number`: id, title, date, outlet and text."""
    draw = random.Random(f"{seed}/{number}")

    def one(words: str) -> str:
        return draw.choice(words.split("|"))

    sentences = []
    for _ in range(draw.randint(1, 2)):
        deed = draw.choice(DEEDS).format(whom=one(WHOM), town=one(TOWNS), n=draw.randint(2, 40))
        sentences.append(f"{one(WHO)} {deed} on {one(DAYS)}, {one(VOICES)}.")
    month, day = draw.randint(1, 12), draw.randint(1, 28)
    return {
        "id": f"short-{number}",
        "title": f"News in brief, number {number}",
        "date": f"2023-{month:02d}-{day:02d}",
        "outlet": draw.choice(("Harbour Wire", "The Northern Ledger", "Radio Meridian")),
        "text": " ".join(sentences),
    }


def write(path: Path, numbers: list[int]) -> Path:
    """Write these reports as JSON Lines."""
    path.write_text("".join(json.dumps(report(n)) + "\n" for n in numbers), encoding="utf-8")
    return path
