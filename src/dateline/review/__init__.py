"""What people make of coded events: events they found themselves, judgements carried from store to store, agreement."""
