"""What a dataset says whatever the day: worked out once, and shared by all days. No Streamlit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lib.domain import contradicting_figures, evidence, statuses, succession
from lib.domain.status_courses import status_courses
from lib.domain.units import Units
from lib.io.store.datasets import Dataset
from lib.situation.cache import cached_property


class Record:
    """A dataset and the units it speaks of.

    Args:
        dataset: The dataset.
        units: Units of both vintages.
    """

    def __init__(self, dataset: Dataset, units: Units) -> None:
        self._tables = dataset.tables
        self._units = units

    @cached_property
    def dated(self) -> pd.DataFrame:
        """Observations of the programme with the day they count from.

        A key that is not in the list of units (say, because its file is broken) has no name,
        place or position: such rows stand on the data page and the faults, nowhere else.
        """
        table = statuses.dated(self._tables["observations"], self._tables["sources"])
        listed = table["unit_key"].map(lambda key: key in self._units).astype(bool)
        return table if listed.all() else table[listed].reset_index(drop=True)

    @cached_property
    def courses(self) -> pd.DataFrame:
        """Every state of every ward with the day it holds from (see `status_courses`)."""
        return status_courses(self.dated)

    @cached_property
    def superseded(self) -> pd.Series:
        """Since when a later unit stands for a ward that ended."""
        return succession.superseded_on(self._units, self.dated)

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        """Figures on which sources differ."""
        tables = self._tables
        return contradicting_figures.conflicts(
            tables["counts"], tables["targets"], tables["sources"]
        )

    @cached_property
    def support(self) -> pd.DataFrame:
        """How many rows of each table rest on each source."""
        return evidence.support(self._tables)

    @cached_property
    def positions(self) -> np.ndarray:
        """Latitude and longitude of each row of the list of units, NaN where not known."""
        return self._units.states.table[["lat", "lon"]].to_numpy(dtype="float64")
