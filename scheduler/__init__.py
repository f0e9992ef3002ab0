"""When: arithmetic on dates, and the timer."""
