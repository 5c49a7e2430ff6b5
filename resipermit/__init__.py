"""Residence permits at the counter: what a permit is, what may be done with one, and who says so."""

__version__ = "0.1.0"
