"""Other people's libraries behind the program's own words, one thin module each."""
