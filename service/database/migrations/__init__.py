"""The database's shape, step by step from the first table on."""
