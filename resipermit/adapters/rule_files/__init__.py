"""Rule files: the rule book of a place made out of the layers under resources/rules (docs/rules.md)."""

from resipermit.adapters.rule_files.books import Layers, build_book, load_book, parse_book, read_layers

__all__ = ("Layers", "build_book", "load_book", "parse_book", "read_layers")
