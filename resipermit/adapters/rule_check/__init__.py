"""Reads rule files as an examiner: every fault of every file, each with its line, its reason and the nearest word."""
