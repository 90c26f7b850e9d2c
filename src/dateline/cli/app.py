"""The one Typer application that every module of commands adds its own to."""

import typer

app = typer.Typer(
    help="Reads news reports into records that can be checked: who did what to whom, where, when, according to whom.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
