"""What bodies, meetings, attendance and people are, shared by cases and forum."""
