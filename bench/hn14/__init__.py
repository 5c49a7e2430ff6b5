"""HN-14: one small rule set with invented thresholds, written once for this program and once for each peer."""
