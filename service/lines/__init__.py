"""The lines to clients: waitress, with a bound to whatever a client or a request may cost the others."""
