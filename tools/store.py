"""A database to try the store of several offices with: `make store`.

It stands in `.cache/store`, listens on this machine only, takes anybody there, and holds the
datasets and outlines of the project. Ctrl+C stops it; the next start has it again as it was.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from lib.errors import Refused
from lib.io.store.datasets import dataset_folders, read_units
from lib.io.store.postgres.copies import THERE, into_database

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "store"
PORT = 5439
_PROGRAMS = "/usr/lib/postgresql"


class Server:
    """A PostgreSQL of Debian's packages in a folder, which takes anybody from this machine.

    Args:
        folder: Where it stands; it is made when it is not there.
        port: Port on loopback.
        settings: Further settings of `postgres`, such as ``fsync=off``.
    """

    def __init__(self, folder: Path, port: int, *settings: str) -> None:
        self._programs = max(Path(_PROGRAMS).glob("*/bin"), key=lambda each: int(each.parent.name))
        self._folder = folder
        self._data = folder / "data"
        self._settings = settings
        self.port = port
        folder.mkdir(parents=True, exist_ok=True)
        if os.getuid() == 0:
            shutil.chown(folder, "nobody")
        if not self._data.is_dir():
            self.run("initdb", "-D", str(self._data), "-U", "atlas", "-A", "trust", "--no-sync",
                      "-E", "UTF8", "--locale=C.UTF-8")  # fmt: skip

    def start(self) -> None:
        """Start it, or start it again."""
        settings = f"-p {self.port} -k {self._data} -c listen_addresses=127.0.0.1"
        more = "".join(f" -c {each}" for each in self._settings)
        self.run("pg_ctl", "-D", str(self._data), "-w", "-l", str(self._data / "log"),
                  "-o", settings + more, "start")  # fmt: skip

    def stop(self, how: str = "fast") -> None:
        """Stop it; `immediate` as a power cut would."""
        self.run("pg_ctl", "-D", str(self._data), "-w", "-m", how, "stop")

    def is_running(self) -> bool:
        """Whether it runs, whoever started it."""
        try:
            self.run("pg_ctl", "-D", str(self._data), "status")
        except subprocess.CalledProcessError:
            return False
        return True

    def url(self, database: str = "postgres") -> str:
        """Address of a database of it."""
        return f"postgresql://atlas@127.0.0.1:{self.port}/{database}"

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL, such as `pg_dump`."""
        command = [str(self._programs / program), *arguments]
        if os.getuid() == 0:  # PostgreSQL does not run as root
            command = ["setpriv", "--reuid=nobody", "--clear-groups", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder)  # noqa: S603


def filled(url: str) -> None:
    """Copy what is not there yet: the datasets in `data/`, and the outlines."""
    units = read_units(ROOT / "data" / "units")
    for folder in [*dataset_folders([ROOT / "data"]).values(), ROOT / "geo"]:
        try:
            print(f"{into_database(folder, url, units)} is in the database.")
        except Refused as refusal:
            if refusal.message.template != THERE.template:
                raise


def main() -> None:
    """Serve until Ctrl+C."""
    os.environ.pop("WARD_ATLAS_STORE", None)
    for each in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):  # a closed terminal
        signal.signal(each, lambda *_: sys.exit())
    server = Server(FOLDER, PORT)
    try:
        if server.is_running():  # left by a start that was killed
            server.stop()
        server.start()
    except subprocess.CalledProcessError:
        sys.exit(f"PostgreSQL did not start; {FOLDER / 'data' / 'log'} says why.")
    try:
        with psycopg.connect(server.url(), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'wards'")
            if known.fetchone() is None:
                connection.execute("CREATE DATABASE wards")
        filled(server.url("wards"))
        print(f"\nWARD_ATLAS_STORE={server.url('wards')} make run LOCK=requirements-store.lock\n")
        sys.stdout.flush()
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()


if __name__ == "__main__":
    main()
