"""Readers: what lies on disk or comes through a pipe, as reports."""
