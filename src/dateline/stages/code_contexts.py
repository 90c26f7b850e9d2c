"""What the paragraph around each trigger is about, from its cue words."""

from dataclasses import replace
from functools import cache

from dateline.knowledge.contexts import ContextLexicon
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.event import Context


def code_contexts(lexicon: ContextLexicon) -> Stage:
    """Make the stage that gives every trigger the contexts of its paragraph."""

    def run(analysis: Analysis) -> Analysis:
        parse = made(analysis.parse)

        @cache
        def of_region(region: int) -> tuple[Context, ...]:
            tokens = [t for s in parse.sentences if s.region == region for t in parse.tokens_of(s)]
            found = lexicon.find(parse.text, tokens, stage="code_contexts")
            return tuple(Context(name=f.context, evidence=f.evidence) for f in found)

        homes = (parse.sentence(parse.tokens[trigger.head]).region for trigger in made(analysis.triggers))
        return replace(analysis, contexts=tuple(of_region(region) for region in homes))

    return Stage(name="code_contexts", reads=("parse", "triggers"), adds=("contexts",), run=run)
