"""The API of version 1: one module per room, each route passing `agenda/access.py`."""
