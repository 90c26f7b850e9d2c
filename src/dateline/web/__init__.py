"""What a browser is shown, on this machine only: the page, and the HTTP API that it and other programs use."""
