"""Tables and questions of the forum."""
