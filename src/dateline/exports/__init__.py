"""Analyses to the formats that others read. One traversal (`record`) feeds every layout."""
