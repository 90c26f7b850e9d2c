"""One step each, blind to each other. `dateline.pipeline` alone knows their order."""
