"""The Danish pages; they call the verbs and put what comes back into words."""
