"""A reporting cue in a tree to the words that it reports."""

from dataclasses import dataclass

from dateline.model.syntax import Parse, Token
from dateline.text.claims.cues import ADJECTIVE, ADVERB, NOUN, PREPOSITION, VERB, Hit

_CLAUSE = ("ccomp",)
_OBJECT = ("dobj", "oprd")
_CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "acl", "pcomp"})
_ADDRESSING = frozenset({"tell", "remind", "inform", "assure", "reassure", "notify", "warn", "ask", "brief", "message"})
"""Verbs whose object, or subject in the passive, hears what is said."""
_BE = frozenset({"be", "become", "feel", "seem", "remain", "get"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The tokens a cue reports, the frame they were reached by, and a preposition that belongs to the cue (indices)."""

    tokens: frozenset[int]
    frame: str
    preposition: int | None = None


def scope_of(parse: Parse, hit: Hit) -> Scope | None:
    """Find what the cue of `hit` reports by the tree alone; None where nothing hangs on it."""
    finder = {
        VERB: _of_verb,
        NOUN: _of_noun,
        ADJECTIVE: _of_adjective,
        ADVERB: _of_adverb,
        PREPOSITION: _of_preposition,
    }
    return finder[hit.cue.kind](parse, hit)


def below(parse: Parse, *tokens: Token) -> set[int]:
    """The indices of the tokens and of all below them."""
    return {t.index for token in tokens for t in parse.subtree(token)}


def _dependents(parse: Parse, hit: Hit) -> list[Token]:
    """What hangs on any word of the cue and is not part of it."""
    inside = range(hit.first, hit.last)
    found = [child for i in inside for child in parse.children(parse.tokens[i]) if child.index not in inside]
    return sorted(found, key=lambda t: t.index)


def is_passive(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb is a passive, with its auxiliary or as a bare participle behind a noun."""
    return parse.child(verb, "auxpass", "nsubjpass") is not None or (verb.tag == "VBN" and verb.dep == "acl")


def _marked_to(parse: Parse, verb: Token) -> bool:
    return any(aux.tag == "TO" for aux in parse.children(verb, "aux"))


def _of_verb(parse: Parse, hit: Hit) -> Scope | None:
    verb = parse.tokens[hit.head]
    takes = hit.cue.takes
    dependents = _dependents(parse, hit)
    if hit.cue.sense == "seem":
        return _of_raising(parse, dependents)
    passive = is_passive(parse, verb)
    governed = [t for t in dependents if t.dep in {"pobj", "pcomp"}]
    if governed:  # by a preposition that is a word of the cue: "call for X"
        return Scope(tokens=frozenset(below(parse, *governed)), frame="preposition")
    clause = _clausal(parse, hit, dependents)
    if clause:
        raised = [t for t in dependents if passive and t.dep == "nsubjpass" and clause[0].dep == "xcomp"]
        thing = [t for t in dependents if _carried(parse, verb, t, clause[0])]
        return Scope(tokens=frozenset(below(parse, *raised, *thing, *clause)), frame="clause")
    return (
        _seen_as(parse, takes, dependents)
        or _object(parse, verb, takes, dependents, passive=passive)
        or _prepositional(parse, takes, dependents)
        or _prepositional(parse, takes, [p for t in dependents if t.dep == "dobj" for p in parse.children(t, "prep")])
        or _parenthetical(parse, verb, takes)
    )


def _clausal(parse: Parse, hit: Hit, dependents: list[Token]) -> list[Token]:
    """The clauses among the dependents that this cue takes."""
    takes = hit.cue.takes
    found = []
    for token in dependents:
        to = _marked_to(parse, token)
        if token.dep == "ccomp":
            fits = ("infinitive" in takes or "clause" in takes) if to else bool(takes & {"clause", "quote"})
        elif token.dep == "xcomp":
            fits = "infinitive" in takes if to else token.tag == "VBG" and "gerund" in takes
        else:  # "made it clear that", "made the case that": parsers hang the clause on any of the words
            phrase = len(hit.cue.words) > 1 and token.dep in {"acl", "advcl", "csubj"}
            fits = phrase and "clause" in takes and _that_clause(parse, token)
        if fits and not _parted(parse, token, parse.tokens[hit.head]):
            found.append(token)
    return found or _told(parse, hit, dependents)


def _parted(parse: Parse, clause: Token, verb: Token) -> bool:
    """Tell whether a semicolon ends the clause before the verb begins: "Police hold woman; PKK denies role"."""
    return any(t.text == ";" for t in parse.tokens[clause.index : verb.index])


def _told(parse: Parse, hit: Hit, dependents: list[Token]) -> list[Token]:
    """Take "informed the tower THAT he was leaving" where the clause was read as a relative of the hearer."""
    if "clause" not in hit.cue.takes or parse.tokens[hit.head].lemma not in _ADDRESSING:
        return []
    hearers = [t for t in dependents if t.dep in {"dobj", "dative"}]
    clauses = [clause for hearer in hearers for clause in parse.children(hearer, "relcl", "acl", "ccomp")]
    return [
        t
        for t in clauses
        if parse.child(t, "nsubj", "nsubjpass") and any(w.lower == "that" for w in parse.children(t, "mark", "dobj"))
    ]


def _carried(parse: Parse, verb: Token, token: Token, clause: Token) -> bool:
    """Tell whether an object belongs to the infinitive behind it ("urged voters to stay")."""
    return (
        token.dep in {"dobj", "dative"}
        and clause.dep in {"xcomp", "ccomp"}
        and token.index < clause.index
        and _marked_to(parse, clause)
        and verb.lemma not in _ADDRESSING
    )


def _of_raising(parse: Parse, dependents: list[Token]) -> Scope | None:
    """Take "X seems to Y": the subject and what it seems to do."""
    what = [t for t in dependents if t.dep in {"xcomp", "oprd", "acomp", "ccomp"}]
    if not what:
        return None
    subject = [t for t in dependents if t.dep == "nsubj" and t.lower not in {"it", "there"}]
    return Scope(tokens=frozenset(below(parse, *subject, *what)), frame="raising")


def _seen_as(parse: Parse, takes: frozenset[str], dependents: list[Token]) -> Scope | None:
    """Take "dismissed the report as fiction", "the move was seen as a bluff", wherever the "as" hangs."""
    if "as" not in takes:
        return None
    for thing in dependents:
        if thing.dep in {"dobj", "nsubjpass"}:
            likened = [t for t in (*dependents, *parse.children(thing)) if t.dep == "prep" and t.lower == "as"]
            if likened:
                return Scope(tokens=frozenset(below(parse, thing, *likened)), frame="as")
    return None


def _object(
    parse: Parse, verb: Token, takes: frozenset[str], dependents: list[Token], *, passive: bool
) -> Scope | None:
    """Take "condemned X", "called X Y", "accused X of Y", "X was condemned"."""
    if "object" not in takes:
        return None
    main = [t for t in dependents if t.dep in (("nsubjpass",) if passive else _OBJECT)]
    if passive and verb.dep == "acl" and not main and parse.head(verb) is not None:
        return None
    if not main:
        return _relative(parse, verb)
    more = [t for t in dependents if t.index > verb.index and _completes(parse, t, takes)]
    return Scope(tokens=frozenset(below(parse, *main, *more)), frame="object")


def _completes(parse: Parse, token: Token, takes: frozenset[str]) -> bool:
    if token.dep == "prep":
        return token.lower in takes
    return token.dep in {"oprd", "xcomp", "ccomp"} and not (token.dep == "ccomp" and _marked_to(parse, token))


def _relative(parse: Parse, verb: Token) -> Scope | None:
    """Take the noun that "(which) the party endorsed" stands behind."""
    noun = parse.head(verb)
    if verb.dep != "relcl" or noun is None or parse.child(verb, "nsubj") is None:
        return None
    inside = below(parse, verb)
    return Scope(tokens=frozenset(t.index for t in parse.subtree(noun) if t.index not in inside), frame="relative")


def _prepositional(parse: Parse, takes: frozenset[str], dependents: list[Token]) -> Scope | None:
    """Take "warned of X", "confessed to doing X", "accused of X"."""
    for token in dependents:
        if token.dep in {"prep", "agent"} and token.lower in takes:
            things = parse.children(token, "pobj", "pcomp")
            if things:
                return Scope(tokens=frozenset(below(parse, *things)), frame="preposition", preposition=token.index)
    return None


def _parenthetical(parse: Parse, verb: Token, takes: frozenset[str]) -> Scope | None:
    """Take the clause around "…, he said, …" where the tree hangs the cue below it."""
    if not takes & {"clause", "quote"} or verb.dep not in {"parataxis", "advcl"} or parse.child(verb, "nsubj") is None:
        return None
    around = parse.head(verb)
    if around is None or around.pos not in {"VERB", "AUX"} or parse.child(verb, "mark", "advmod") is not None:
        return None
    inside = below(parse, verb)
    return Scope(
        tokens=frozenset(t.index for t in parse.subtree(around) if t.index not in inside), frame="parenthetical"
    )


def _of_noun(parse: Parse, hit: Hit) -> Scope | None:
    noun = parse.tokens[hit.head]
    takes = hit.cue.takes
    for token in parse.children(noun, "acl", "ccomp", "relcl"):
        if token.dep == "relcl" and not _that_clause(parse, token):
            continue
        to = _marked_to(parse, token)
        finite = _that_clause(parse, token) or token.tag not in {"VBG", "VBN"}
        if (to and "infinitive" in takes) or (not to and finite and "clause" in takes):
            return Scope(tokens=frozenset(below(parse, token)), frame="clause")
    scope = _prepositional(parse, takes, parse.children(noun, "prep"))
    return scope or _copular(parse, noun, takes)


def _that_clause(parse: Parse, token: Token) -> bool:
    """Tell a content clause, "the claim THAT he left", by its mark, from a participle or a relative clause."""
    return any(mark.lower == "that" for mark in parse.children(token, "mark"))


def _copular(parse: Parse, noun: Token, takes: frozenset[str]) -> Scope | None:
    """Take "the plan is to X", "the fear is that X", "the demands include X"."""
    verb = parse.head(noun)
    if verb is None or noun.dep != "nsubj" or "clause" not in takes:
        return None
    holding = {"be": ("ccomp", "xcomp"), "include": ("dobj", "ccomp", "xcomp")}.get(verb.lemma, ())
    clause = [t for t in parse.children(verb, *holding) if t.index > verb.index] if holding else []
    return Scope(tokens=frozenset(below(parse, *clause)), frame="copula") if clause else None


def _of_adjective(parse: Parse, hit: Hit) -> Scope | None:
    word = parse.tokens[hit.head]
    verb = parse.head(word)
    if word.dep not in {"acomp", "ROOT", "oprd", "conj", "ccomp", "relcl"} or (
        word.dep == "acomp" and (verb is None or verb.lemma not in _BE)
    ):
        return None
    dependents = parse.children(word)
    if word.dep == "acomp" and verb is not None:
        dependents = dependents + [t for t in parse.children(verb, "ccomp") if t.index > word.index]
    clause = [t for t in dependents if t.dep == "ccomp"] if "clause" in hit.cue.takes else []
    if clause:
        return Scope(tokens=frozenset(below(parse, *clause)), frame="clause")
    return _prepositional(parse, hit.cue.takes, dependents)


def _of_adverb(parse: Parse, hit: Hit) -> Scope | None:
    word = parse.tokens[hit.head]
    head = parse.head(word)
    if head is None:
        return None
    return Scope(tokens=frozenset(below(parse, _clause_head(parse, head)) - {word.index}), frame="adverb")


def _clause_head(parse: Parse, token: Token) -> Token:
    """The verb of the clause that a token stands in (the token itself when nothing above it is a clause)."""
    at = token
    while at.dep not in _CLAUSE_HEADS or at.pos not in {"VERB", "AUX"}:
        above = parse.head(at)
        if above is None:
            break
        at = above
    return at


def _of_preposition(parse: Parse, hit: Hit) -> Scope | None:
    """Take the clause that "according to X" stands in; the whole sentence where it opens or ends one."""
    word = parse.tokens[hit.head]
    sentence = parse.sentence(word)
    phrase = below(parse, word) | {t.index for i in range(hit.first, hit.last) for t in parse.subtree(parse.tokens[i])}
    above = parse.head(word)
    if above is None:
        return None
    whole = range(sentence.first, sentence.last)
    after = [i for i in whole if i > max(phrase) and parse.tokens[i].pos != "PUNCT"]
    before = [i for i in whole if i < min(phrase) and parse.tokens[i].pos != "PUNCT"]
    if len(phrase) > len(whole) // 2 and parse.tokens[sentence.root].index in phrase:
        return None
    if not after or not before:
        return Scope(tokens=frozenset(set(whole) - phrase), frame="sentence")
    clause = below(parse, _clause_head(parse, above)) - phrase
    return Scope(tokens=frozenset(clause), frame="clause") if clause else None
