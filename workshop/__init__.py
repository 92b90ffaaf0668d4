"""What a lesson of *From a Line to a GAN* imports: data, checks and plots; and `join`, by which a class can be joined.

The deep learning itself (model, loss, training, evaluation) is written out in the lessons, never hidden here.
"""

import os

from workshop import data, diagrams, plots
from workshop.checks import claim, predicted
from workshop.classroom import join
from workshop.notebook import open_lesson, settle_keras

settle_keras()  # also for checks that are used without open_lesson

#: The seed of every random choice in the lessons. The evidence is measured with ten different ones.
SEED = int(os.environ.get("WORKSHOP_SEED", "1"))

__all__ = ["SEED", "claim", "data", "diagrams", "join", "open_lesson", "plots", "predicted"]
