"""The same rule book over whole registers: one evaluation answers for every holder of a place, column by column."""
