"""What each page decides, without a window toolkit."""
