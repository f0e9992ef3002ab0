"""A paper laid out in words, and the files it can become: HTML, PDF, DOCX."""
