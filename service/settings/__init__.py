"""What is set: one typed object, from the packed defaults, a file and the environment."""
