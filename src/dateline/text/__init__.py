"""Pure text tools: no files, no models, no settings."""
