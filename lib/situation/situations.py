"""The situations of a dataset as its files stand: each made once, gone with the files."""

from __future__ import annotations

from datetime import date

from lib.domain.units import Units
from lib.io.geo.layers import Layers
from lib.io.store.datasets import Dataset
from lib.situation.all_days import Record
from lib.situation.cache import single_flight
from lib.situation.situation import Situation
from lib.view.filter import Filter


class Situations:
    """The latest situations asked for.

    Args:
        dataset: The dataset.
        units: Units of both vintages.
        layers: Boundary layers.
    """

    def __init__(self, dataset: Dataset, units: Units, layers: Layers) -> None:
        self.files = (dataset, units, layers)
        units = units.carrying(dataset.carriers)
        shared = Record(dataset, units)

        @single_flight(32)
        def of_country(day: date) -> Situation:
            return Situation(dataset, units, day, layers, record=shared)

        @single_flight(160)  # all provinces on a few days
        def narrowed(day: date, chosen: Filter) -> Situation:
            return Situation(dataset, units, day, layers, chosen, of_country(day), shared)

        self.of_country = of_country
        self.narrowed = narrowed
