"""Which events of different reports are the same happening, and what the reports agree and disagree on.

    fold(records, judgements) -> happenings          all at once
    Folder().add(record); .remove(doc_id); .happenings(judgements)      the same, report by report
    happening_record(happening) -> plain data for store and page

Blocks say what is compared at all (`block`), comparison finds signals with reasons (`compare`), fixed weights make
them a probability (`judge`), average linkage makes groups (`cluster`), `happening` lays the fields side by side.
"""

from dateline.merge.folding import Folder, fold
from dateline.merge.happening import Happening
from dateline.merge.judgements import Judgement
from dateline.merge.plain import happening_record

__all__ = ["Folder", "Happening", "Judgement", "fold", "happening_record"]
