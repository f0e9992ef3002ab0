"""Tables and questions of meetings, people and planning."""
