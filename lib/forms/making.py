"""A file that takes a while to make: begun by a button, followed, cancelled, saved."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import streamlit as st

from lib.briefing import jobs
from lib.draw.sheet import Progress
from lib.forms.layout import MEDIA
from lib.words import wording
from lib.words.wording import _


@dataclass(frozen=True)
class File:
    """What is made.

    Attributes:
        name: Of the file.
        words: On the button that begins it.
    """

    name: str
    words: str


def make(key: str, order: Hashable, work: Callable[[Progress], bytes], file: File) -> None:
    """The button that begins, then how far it is, then the button that saves; in a fragment.

    Args:
        key: Begins the names of its controls; one job of a session each.
        order: What is asked for; when it differs from what is under way, that is ended.
        work: Makes the file.
        file: What is made.
    """
    held: tuple[Hashable, jobs.Job] | None = st.session_state.get(_slot(key))
    if held is not None and held[0] != order:
        drop(key)
        held = None
    if held is None:
        if st.button(file.words, key=f"{key}_make", type="primary"):
            st.session_state[_slot(key)] = (order, jobs.start(work))
            st.rerun(scope="fragment")
        return
    _state(key, held[1], file)


def drop(key: str) -> None:
    """End the job of this session and let go of what it made."""
    held = st.session_state.pop(_slot(key), None)
    if held is not None:
        held[1].end()


def _slot(key: str) -> str:
    return f"{key}_job"


def _state(key: str, job: jobs.Job, file: File) -> None:
    """How far a job is, or what it made."""
    language = wording.language()

    @st.fragment(run_every=0.5 if job.is_under_way else None)
    def shown() -> None:
        wording.use(language)
        if job.is_under_way:
            st.progress(job.done, job.step or _("Waiting for other exports"))
            if st.button(_("Cancel"), key=f"{key}_cancel"):
                drop(key)
                st.rerun(scope="app")
            return
        if job.refusal is not None:
            st.error(wording.plain_markdown(wording.message(job.refusal)))
            if st.button(_("Try again"), key=f"{key}_again"):
                drop(key)
                st.rerun(scope="app")
            return
        if job.has_failed or job.result is None:
            st.error(_("The file could not be made; the server's log says why."))
            return
        if st.session_state.get(f"{key}_seen") != id(job):
            st.session_state[f"{key}_seen"] = id(job)
            st.rerun(scope="app")  # ends the look at it twice a second
        st.download_button(
            _("Save the file ({n} KB)", n=wording.number(len(job.result) / 1000)),
            job.result,
            file_name=file.name,
            mime=MEDIA[file.name.rpartition(".")[2]],
            key=f"{key}_save",
            type="primary",
            on_click="ignore",
        )

    shown()
