"""What the forum's secretariat is shown."""
