"""Drawings of mechanisms, computed from the lesson's own numbers: a neuron, a network, a step of a filter."""
