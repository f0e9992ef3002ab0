"""The command `moedeklar`, one module for each subcommand."""
