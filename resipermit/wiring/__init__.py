"""The composition root: the only place that knows every part; ordinary code, no container, no registry."""
