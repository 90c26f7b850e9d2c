"""Subjects and objects as they are meant: voice, control, relatives and coordination undone."""

from collections.abc import Callable

import pytest

from dateline.model.analysis import Analysis
from dateline.model.syntax import Parse, Token
from dateline.text.clauses import agents, clause_of, is_passive, logical_objects, logical_subjects, phrase

CASES = [
    ("Guards detained the pilot.", "detained", ["Guards"], ["pilot"]),
    ("The pilot was detained by guards.", "detained", ["guards"], ["pilot"]),
    ("Guards and soldiers detained the pilot and the cook.", "detained", ["Guards", "soldiers"], ["pilot", "cook"]),
    ("The guards who detained the pilot left.", "detained", ["guards"], ["pilot"]),
    ("The officer whom the rebels had captured escaped.", "captured", ["rebels"], ["officer"]),
    ("The minister ordered the troops to leave the town.", "leave", ["troops"], ["town"]),
    ("The minister refused to leave the town.", "leave", ["minister"], ["town"]),
    ("The troops were ordered to leave the town.", "leave", ["troops"], ["town"]),
    ("Soldiers stormed the station and arrested the editor.", "arrested", ["Soldiers"], ["editor"]),
    ("Rebels killed by the army were buried on Monday.", "killed", ["army"], ["Rebels"]),
    ("The rebels accused the army of shelling the town.", "shelling", ["army"], ["town"]),
    ("The pilot fled after shooting a guard.", "shooting", ["pilot"], ["guard"]),
]


def token(parse: Parse, text: str) -> Token:
    return next(t for t in parse.tokens if t.text == text)


@pytest.mark.parametrize(("sentence", "verb", "subject", "object_"), CASES)
def test_who_does_it_to_whom(
    parse_text: Callable[..., Analysis], sentence: str, verb: str, subject: list[str], object_: list[str]
) -> None:
    parse = parse_text(sentence).parse
    assert parse is not None
    head = token(parse, verb)
    assert [t.text for t in logical_subjects(parse, head)] == subject
    assert [t.text for t in logical_objects(parse, head)] == object_


def test_voice_and_clause_and_phrase(parse_text: Callable[..., Analysis]) -> None:
    parse = parse_text("The old bridge over the river was blown up by rebels, the mayor said.").parse
    assert parse is not None
    blown = token(parse, "blown")
    assert is_passive(parse, blown)
    assert [t.text for t in agents(parse, blown)] == ["rebels"]
    assert clause_of(parse, token(parse, "river")) == blown
    assert " ".join(t.text for t in phrase(parse, token(parse, "bridge"))) == "The old bridge over the river"
