"""Letters to citizens: printed and handed over, never mailed."""
