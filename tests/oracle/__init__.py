"""A slow second reading of the rule book, day by day, and what holds the engine against it.

The modules up to `interpreter` are the oracle: written from docs/rules.md and importing nothing of the engine
(tests/test_oracle_stands_alone.py). `generate`, `sides`, `differential`, `mutations` and `coverage` hold it against the
engine.
"""
