"""The service over HTTP: an API for programs, pages for people."""
