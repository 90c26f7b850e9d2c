"""Where: place names found in the parse, their readings weighed, and the place of an event."""
