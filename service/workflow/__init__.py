"""The verbs people and the clock perform."""
