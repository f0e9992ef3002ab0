"""What: the rules, and nothing but rules."""
