"""Tables of another office's record, row by row: what each cell must be, and what a row becomes here."""
