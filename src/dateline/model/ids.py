"""Names for things that stay the same when the same thing is read again."""

from hashlib import blake2b


def stable_id(prefix: str, *fields: str) -> str:
    """Return `prefix_` and 16 hex digits that depend on `fields` alone, not on the machine or the run.

    Fields are joined by a character that no text holds after clean-up, so ("a", "bc") and ("ab", "c") differ.
    """
    digest = blake2b("\0".join(fields).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"{prefix}_{digest.hexdigest()}"
