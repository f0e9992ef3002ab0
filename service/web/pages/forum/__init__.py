"""Pages about the Charter and the forum's members."""
