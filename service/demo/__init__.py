"""Some weeks of the secretariat, played through the service itself."""
