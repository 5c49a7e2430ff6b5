"""Reads tables of cases: what is on record, in an official's words, and what the answer should be.

docs/rules.md section 7 describes the form.
"""

from resipermit.adapters.case_tables.tables import case_table, read_case_table

__all__ = ["case_table", "read_case_table"]
