"""How surely: polarity, modality and the cues that carry them."""
