"""What we talk about: reports, words, parties, places, times, claims, events. Standard library only."""
