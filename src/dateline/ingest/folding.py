"""The reports of a store to its happenings: folded together, with what people judged replayed."""

from dateline.merge import Judgement, fold, happening_record
from dateline.stores import Store


def fold_store(store: Store) -> int:
    """Fold all events of a store into happenings; return how many happenings changed.

    Writes nothing if nothing was put or judged since it was last done.

    Raises:
        StoreError: the store cannot be read or written.
    """
    if store.is_folded():
        return 0
    as_of = store.changes()
    judgements = [Judgement.of(row) for row in store.merge_judgements()]
    folded = fold(store.records(), judgements)
    return store.replace_happenings(map(happening_record, folded), as_of=as_of)
