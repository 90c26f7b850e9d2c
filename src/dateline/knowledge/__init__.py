"""What we know beforehand: data files in, checked objects out."""
