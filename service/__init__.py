"""The program: stores, serves, and joins the three."""
