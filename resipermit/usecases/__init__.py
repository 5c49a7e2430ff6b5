"""The acts of the office, one per module, named by their verbs; what they need from outside is in `ports`."""
