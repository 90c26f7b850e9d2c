"""Many reports into a store: read, coded on all cores, kept one by one, folded into happenings; resumable anywhere."""

from dateline.ingest.adding import Adding, Step
from dateline.ingest.folding import fold_store
from dateline.ingest.refolding import Refolder
from dateline.ingest.tally import Tally

__all__ = ["Adding", "Refolder", "Step", "Tally", "fold_store"]
