"""Who is meant: noun phrases, names, and the chains of words for one person or body."""
