"""What comes from outside about the forum."""
