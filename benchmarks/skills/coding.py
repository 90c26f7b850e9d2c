"""The PLOVER type of what a marked source does to a marked target: reads id, text, marked, source, target."""

import re
from collections.abc import Iterator
from typing import Any

import dateline
from dateline.knowledge.type_model import NO_EVENT, TypeModel, load_type_model
from dateline.model.analysis import Analysis
from dateline.model.claim import Status
from dateline.model.event import RoleKind, Trigger
from dateline.text.type_features import type_features
from skills import Options

AHEAD = frozenset({"CONSULT", "COOPERATE", "AID", "RETREAT", "CONCEDE"})  # announced, they are agreements in PLOVER
WILLING = frozenset("agree pledge promise vow offer commit willing ready prepared set".split())
MARK = re.compile(r"</?[st]>")


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:  # noqa: ARG001
    """Code each sentence and take the event that stands between the marked parties, else the model's best guess."""
    coder = dateline.load()
    model = load_type_model()
    documents = [dateline.document(row["text"], id=row["id"]) for row in rows]
    for row, analysis in zip(rows, coder.many(documents), strict=True):
        chosen = choose(analysis, spans_of(row["marked"], "s"), spans_of(row["marked"], "t"))
        best = guess(analysis, model) if chosen is None else label(analysis, chosen)
        yield {"id": row["id"], "labels": [best] if best else []}


def guess(analysis: Analysis, model: TypeModel) -> str | None:
    """The type that the model is surest of at any verb or noun of the sentence, where the lexicon knows none."""
    found: list[tuple[float, int, str]] = []
    parse = analysis.parse
    for token in parse.tokens if parse is not None else ():
        if parse is not None and token.pos in {"VERB", "NOUN"} and token.dep not in {"aux", "auxpass"}:
            odds = model.probabilities(type_features(parse, token, [token], None))
            best = max((name for name in odds if name not in {NO_EVENT, "MOVE"}), key=lambda name: odds[name])
            found.append((odds[best], -token.index, best))
    return renamed(max(found)[2]) if found else None


def spans_of(marked: str, tag: str) -> list[tuple[int, int]]:
    """Where the marked words stand in the text without marks."""
    found, shift, begin = [], 0, 0
    for match in MARK.finditer(marked):
        at = match.start() - shift
        shift += match.end() - match.start()
        if match.group() == f"<{tag}>":
            begin = at
        elif match.group() == f"</{tag}>":
            found.append((begin, at))
    return found


def choose(analysis: Analysis, source: list[tuple[int, int]], target: list[tuple[int, int]]) -> Trigger | None:
    """The trigger whose participants lie on the marked words; of several the surest and highest in its sentence."""
    best: tuple[float, int] | None = None
    for trigger in analysis.triggers or ():
        score = trigger.confidence
        for role in analysis.roles or ():
            if role.trigger == trigger.index:
                span = (role.span.start, role.span.end)
                right, wrong = (source, target) if role.kind is RoleKind.ACTOR else (target, source)
                score += 2.0 * any(overlap(span, s) for s in right) + 0.5 * any(overlap(span, s) for s in wrong)
        if analysis.parse is not None:
            score -= 0.15 * sum(1 for _ in analysis.parse.ancestors(analysis.parse.tokens[trigger.head]))
        if best is None or score > best[0]:
            best = (score, trigger.index)
    return None if best is None or analysis.triggers is None else analysis.triggers[best[1]]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Tell whether two runs of characters share one."""
    return a[0] < b[1] and b[0] < a[1]


def label(analysis: Analysis, trigger: Trigger) -> str:
    """The benchmark's name for the type; what is announced, agreed to or offered is AGREE there."""
    verdict = analysis.verdicts[trigger.index] if analysis.verdicts else None
    if (
        trigger.type in AHEAD
        and verdict is not None
        and (verdict.status is Status.FUTURE or offered(analysis, trigger))
    ):
        return "AGREE"
    if trigger.mode == "convict":
        return "ACCUSE"  # convictions and fines by a court stand with the charges there
    if trigger.type == "SANCTION" and "sanction" in trigger.span.text.lower():
        return "COERCE"  # sanctions imposed stand with administrative measures (CAMEO 172) there
    return renamed(trigger.type)


def offered(analysis: Analysis, trigger: Trigger) -> bool:
    """Tell whether the trigger hangs on a word of agreement or readiness ("is willing to leave")."""
    parse = analysis.parse
    if parse is None:
        return False
    head = parse.tokens[trigger.head]
    above = parse.head(head)
    return head.dep in {"xcomp", "ccomp"} and above is not None and above.lemma in WILLING


def renamed(type_: str) -> str:
    """CONCEDE and RETREAT are one type in the benchmark."""
    return "YIELD" if type_ in {"CONCEDE", "RETREAT"} else type_
