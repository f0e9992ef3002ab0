"""The settings as a subcommand reads them."""

import os
from pathlib import Path

import click

from service.cli.program import Refused
from service.settings.faults import SettingsFaults
from service.settings.load import load_settings
from service.settings.tables import Settings

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file with the settings that differ from the defaults.",
)


def settings_or_refuse(config: Path | None) -> Settings:
    try:
        return load_settings(config, os.environ)
    except SettingsFaults as error:
        raise Refused(*error.faults) from error
