"""Tags and trees to word classes and lemmas, as spaCy's rules give them, worked out once for each kind of word.

spaCy's attribute ruler and lemmatizer take a fifth of its time, and what they say of a word hangs on its form, its
tag and now and then its role. So each such kind is shown to them once, and what they say is remembered. The few rules
that look at two words (there IS, let US) are left to spaCy itself: a text with such a pair goes through its components.
"""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

SKIPPED = ("attribute_ruler", "lemmatizer")
"""The components whose work is done here."""
MOST_KINDS = 200_000
"""How many kinds of word are remembered; then memory is begun anew."""
_BETWEEN = ("|", "SYM", "dep")  # parts words that were never neighbours

Kind = tuple[int, int, int]
"""Form, tag and role (0 where no rule asks for it) of a word, as spaCy numbers them."""
Form = tuple[str, str]
"""Word class (Universal POS) and lemma."""


class WordForms:
    """Word classes and lemmas for parsed texts whose ruler and lemmatizer were skipped."""

    def __init__(self, nlp: "Language") -> None:
        """Read from the pipeline's own rules which of them ask for a role or a neighbour."""
        self._nlp = nlp
        ruler: Any = nlp.get_pipe(SKIPPED[0])
        self._ruler = ruler
        self._lemmatizer: Any = nlp.get_pipe(SKIPPED[1])
        self._known: dict[Kind, Form] = {}
        number = nlp.vocab.strings.add
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        by_role = [word for pattern in patterns if len(pattern) == 1 for word in pattern if "DEP" in word]
        self._tags = {number(tag) for word in by_role for tag in _listed(word.get("TAG"))}
        self._lowers = {number(lower) for word in by_role for lower in _listed(word.get("LOWER"))}
        bare = [word for word in by_role if not _listed(word.get("TAG")) and not _listed(word.get("LOWER"))]
        self._roles = {number(role) for word in bare for role in _listed(word["DEP"])}
        first = [pattern[0] for pattern in patterns if len(pattern) > 1]
        self._pair_roles = {number(role) for word in first for role in _listed(word.get("DEP"))}
        self._pair_lowers = {number(lower) for word in first for lower in _listed(word.get("LOWER"))}
        regexes = [word["LOWER"]["REGEX"] for word in first if isinstance(word.get("LOWER"), dict)]
        self._pair_forms = [re.compile(regex) for regex in regexes]
        self._lower_begins_pair: dict[int, bool] = {}

    def of(self, docs: "Sequence[Doc]") -> list[list[Form]]:
        """Return the form of every word of every text."""
        if len(self._known) > MOST_KINDS:
            self._known.clear()
        kinds = [self._kinds(doc) for doc in docs]
        self._learn({kind: None for some in kinds if some is not None for kind in some if kind not in self._known})
        known = self._known
        return [
            self._by_spacy(doc) if some is None else [known[kind] for kind in some]
            for doc, some in zip(docs, kinds, strict=True)
        ]

    def _kinds(self, doc: "Doc") -> list[Kind] | None:
        """Return the kind of each word, None where a word may begin one of the rules for two."""
        kinds: list[Kind] = []
        for orth, lower, tag, role in doc.to_array(["ORTH", "LOWER", "TAG", "DEP"]).tolist():
            if role in self._pair_roles or self._begins_pair(lower):
                return None
            asked = tag in self._tags or lower in self._lowers or role in self._roles
            kinds.append((orth, tag, role if asked else 0))
        return kinds

    def _begins_pair(self, lower: int) -> bool:
        known = self._lower_begins_pair.get(lower)
        if known is None:
            text = self._nlp.vocab.strings[lower]
            known = lower in self._pair_lowers or any(form.search(text) for form in self._pair_forms)
            self._lower_begins_pair[lower] = known
        return known

    def _learn(self, new: dict[Kind, None]) -> None:
        """Show the new kinds to spaCy's components, in one text that parts them from each other."""
        if not new:
            return
        from spacy.tokens import Doc  # noqa: PLC0415  (slow: only commands that parse pay for it)

        strings = self._nlp.vocab.strings
        told = [(strings[orth], strings[tag], strings[role] or "dep") for orth, tag, role in new]
        parted = [part for word in told for part in (word, _BETWEEN)]
        words, tags, roles = ([part[k] for part in parted] for k in range(3))
        doc = Doc(self._nlp.vocab, words=words, tags=tags, deps=roles, heads=[0] * len(words))
        self._known.update(zip(new, self._by_spacy(doc)[::2], strict=True))

    def _by_spacy(self, doc: "Doc") -> list[Form]:
        return [(word.pos_, word.lemma_) for word in self._lemmatizer(self._ruler(doc))]


def _listed(wanted: Any) -> tuple[str, ...]:
    """Return the values that a pattern asks for; none where it bars some or asks by a regular expression."""
    if isinstance(wanted, str):
        return (wanted,)
    return tuple(wanted.get("IN", ())) if isinstance(wanted, dict) else ()
