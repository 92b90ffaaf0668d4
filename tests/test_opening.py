"""What the setup cell does to the notebook that it runs in, beyond what running the notebooks shows."""

import pytest

from workshop import notebook


def test_the_input_pipelines_of_fit_are_not_tuned_however_often_a_lesson_is_opened(monkeypatch):
    tensorflow = pytest.importorskip("tensorflow")
    begun = []

    def begin(dataset):
        begun.append(dataset.options().autotune.enabled)
        return iter([1, 2])

    monkeypatch.setattr(tensorflow.data.Dataset, "__iter__", begin)
    for _ in range(2):
        notebook._unhurried_pipelines()
    assert list(tensorflow.data.Dataset.range(3)) == [1, 2]
    assert begun == [False]


def test_what_a_pipeline_hands_out_is_unchanged():
    tensorflow = pytest.importorskip("tensorflow")
    notebook.open_lesson("01_linear_regression")
    assert [int(number) for number in tensorflow.data.Dataset.range(3)] == [0, 1, 2]
