"""Administration by `hakaru manage`."""
