"""One page per act; a page shows and asks, and decides nothing."""
