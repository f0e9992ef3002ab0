"""Pages about plans, meetings, closed days and calendar replies."""
