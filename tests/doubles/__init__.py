"""Servers with the ways of Exchange and of Graph, to try the channels against; each is a process of its own."""
