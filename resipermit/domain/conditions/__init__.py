"""What a rule can ask of the record: each kind of leaf condition as a function from facts to days."""
