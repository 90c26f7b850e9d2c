"""What a browser is shown, on this machine only."""
