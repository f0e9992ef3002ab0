"""Tables and questions of cases."""
