"""Organisations, their accession to the Charter, and who is appointed to the forum."""
