"""Work that takes a while: done beside the session, which sees its steps and can end it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from lib.draw.sheet import Progress
from lib.errors import Message, Refused
from lib.words import wording

_AT_ONCE = threading.Semaphore(2)  # more would take the server from those who look
_log = logging.getLogger(__name__)


class Ended(Exception):
    """Raised inside the work when nobody waits for it any more."""


@dataclass
class Job:
    """A piece of work under way or done.

    Attributes:
        step: What is being done, "" while it waits for others.
        done: The part that is done, 0 to 1.
        result: What was made; None as long as it is under way, and when it failed.
        has_failed: Whether it ended without a file; an error is in the log, a refusal in `refusal`.
        refusal: Why it cannot be made; None when nobody has to be told.
    """

    step: str = ""
    done: float = 0.0
    result: bytes | None = None
    has_failed: bool = False
    refusal: Message | None = None
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def is_under_way(self) -> bool:
        """Whether there is still something to wait for."""
        return self.result is None and not self.has_failed and not self._ended.is_set()

    def end(self) -> None:
        """End it: its next step is its last, and what it made so far is let go."""
        self._ended.set()
        self.result = None

    def _tell(self, step: str, done: float) -> None:
        if self._ended.is_set():
            raise Ended
        self.step, self.done = step, min(max(done, 0.0), 1.0)

    def _run(self, make: Callable[[Progress], bytes]) -> None:
        try:
            with _AT_ONCE:
                self._tell("", 0.0)
                made = make(self._tell)
            if not self._ended.is_set():
                self.result = made
        except Ended:
            pass
        except Refused as refused:
            self.refusal, self.has_failed = refused.message, True
        except Exception:
            _log.exception("a job failed")
            self.has_failed = True


def start(make: Callable[[Progress], bytes]) -> Job:
    """Begin a piece of work; it speaks the language of the session that began it."""
    job = Job()
    run = wording.speaking(lambda: job._run(make))
    threading.Thread(target=run, daemon=True).start()
    return job
