"""When: time expressions read, valued, and tied to the words they date."""
