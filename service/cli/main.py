"""The command `moedeklar`: each subcommand is loaded when it is called, and no other."""

import click

from service.cli.program import Program, Subcommand

SUBCOMMANDS = (
    # name, module with a command of that name, what it does
    Subcommand("plan", "service.cli.plan", "Plan the meetings of a body, with their deadlines."),
    Subcommand("people", "service.cli.people", "Set who is who, out of a file."),
    Subcommand("intake", "service.cli.intake", "Take concerns out of JSON or CSV, all or none."),
    Subcommand("readiness", "service.cli.readiness", "Show how ready a meeting is."),
    Subcommand("agenda", "service.cli.agenda", "Write the agenda of a meeting as a file."),
    Subcommand("upcoming", "service.cli.upcoming", "Show what the service will do by itself."),
    Subcommand("outbox", "service.cli.outbox", "Show messages, and settle what did not go out."),
    Subcommand("reply", "service.cli.reply", "Take one calendar reply."),
    Subcommand("token", "service.cli.token", "Print a token to call the API with."),
    Subcommand("demo", "service.cli.demo", "Play a made-up fortnight and serve it."),
    Subcommand("check", "service.cli.check", "Try whether every channel can be reached."),
    Subcommand("backup", "service.cli.backup", "Write the whole store into one sealed file."),
    Subcommand("restore", "service.cli.restore", "Put a backup into an empty place, with sending off."),
    Subcommand(
        "sending", "service.cli.sending", "Say whether messages go out, or turn it on after a restore."
    ),
    Subcommand("serve", "service.cli.serve", "Serve pages and API, and do what is due."),
)

main = click.version_option(package_name="moedeklar")(
    Program(
        SUBCOMMANDS,
        name="moedeklar",
        help="Mødeklar: plans meetings, asks agencies, shows how ready each meeting is.",
    )
)
