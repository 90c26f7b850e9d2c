"""The parse to mentions: the noun phrases that may stand for a party, a place, a time or a thing."""

from dataclasses import replace

from dateline.knowledge.names import NameBook, load_names
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.mention import Mention
from dateline.model.span import Span
from dateline.model.syntax import Parse
from dateline.text.people.name_words import read_words
from dateline.text.people.phrases import Phrase, phrases


def find_mentions(names: NameBook | None = None) -> Stage:
    """Make the stage that finds noun phrases; `names` tells titles and roles from names (default: the shipped ones)."""
    book = load_names() if names is None else names

    def run(analysis: Analysis) -> Analysis:
        parse = made(analysis.parse)
        words = read_words(parse, book)
        found = phrases(parse, words)
        return replace(analysis, mentions=tuple(_mention(parse, i, phrase) for i, phrase in enumerate(found)))

    return Stage(name="find_mentions", reads=("parse",), adds=("mentions",), run=run)


def _mention(parse: Parse, index: int, phrase: Phrase) -> Mention:
    tokens = parse.tokens
    name = phrase.name
    return Mention(
        index=index,
        span=Span.of(parse.text, tokens[phrase.first].start, tokens[phrase.last - 1].end),
        head=phrase.head,
        first=phrase.first,
        last=phrase.last,
        sentence=tokens[phrase.head].sentence,
        kind=phrase.kind,
        label=phrase.label,
        name=None if name is None else Span.of(parse.text, tokens[name[0]].start, tokens[name[1] - 1].end),
    )
