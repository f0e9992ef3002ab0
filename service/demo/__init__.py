"""A fortnight of the secretariat, played through the service itself."""
