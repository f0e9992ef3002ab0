"""What people and programs are shown, as JSON."""
