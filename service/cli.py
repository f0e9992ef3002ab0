"""The command `moedeklar`: each subcommand loads only what it needs."""

import click


@click.group()
@click.version_option(package_name="moedeklar")
def main() -> None:
    """Mødeklar: plans meetings, asks agencies, shows how ready each meeting is."""
