"""`python -m service` is the command `moedeklar`."""

from service.cli.main import main

if __name__ == "__main__":
    main(prog_name="moedeklar")
