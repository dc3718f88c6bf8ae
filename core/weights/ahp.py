"""The analytic hierarchy process: priorities of a pairwise comparison matrix, and how consistent it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from ..errors import InputError

#: Saaty (1980), The Analytic Hierarchy Process: mean consistency index of random matrices, n = 1 to 15.
RANDOM_INDEX = (
    0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
)  # fmt: skip
#: A larger consistency ratio calls for a second look at the judgements (Saaty).
LIMIT = 0.10


class Method(str, Enum):
    """How priorities are taken from the matrix."""

    EIGENVECTOR = "eigenvector"
    GEOMETRIC_MEAN = "geometric_mean"
    COLUMN_MEAN = "column_mean"


@dataclass(frozen=True)
class Ahp:
    """Priorities and consistency of a matrix.

    Attributes
    ----------
    weights : tuple of float
        One a criterion, in the order of the matrix; they sum to 1.
    lambda_max : float
        Principal eigenvalue of the matrix, n when it is consistent.
    ci : float
        Consistency index ``(lambda_max - n) / (n - 1)``; 0 for n = 1.
    cr : float
        Consistency ratio ``ci / RI``; 0 for n = 1 and 2, which cannot be inconsistent.
    """

    weights: tuple[float, ...]
    lambda_max: float
    ci: float
    cr: float

    @property
    def consistent(self) -> bool:
        """Whether the ratio is at most 0.10."""
        return self.cr <= LIMIT + 1e-12


def ahp(matrix: np.ndarray, method: Method = Method.EIGENVECTOR) -> Ahp:
    """Priorities of a reciprocal matrix.

    The eigenvalue, and with it CI and CR, is that of the matrix whatever the method: it tells of the judgements,
    and the random index was simulated for it.

    Parameters
    ----------
    matrix : float64 array (n, n)
        Positive and reciprocal, as ``judgement_matrix`` gives it.
    method : Method
        ``eigenvector``: the principal eigenvector. ``geometric_mean``: geometric means of the rows.
        ``column_mean``: means of the columns' shares, an approximation that some tools print as the eigenvector.

    Raises
    ------
    InputError
        When the matrix is empty, not square, not positive or not reciprocal.

    Examples
    --------
    >>> import numpy as np
    >>> found = ahp(np.array([[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]]))
    >>> [round(w, 3) for w in found.weights], round(abs(found.cr), 6)
    ([0.6, 0.3, 0.1], 0.0)

    Source
    ------
    Saaty (1980); Crawford and Williams (1985), J. Math. Psych. 29:387 (geometric mean).
    """
    _require_matrix(matrix)
    n = len(matrix)
    value, vector = _principal(matrix)
    if method is Method.GEOMETRIC_MEAN:
        vector = np.exp(np.log(matrix).mean(axis=1))
    elif method is Method.COLUMN_MEAN:
        vector = (matrix / matrix.sum(axis=0)).mean(axis=1)
    index = consistency_index(value, n)
    return Ahp(
        tuple((vector / vector.sum()).tolist()), max(value, float(n)), index, consistency_ratio(index, n)
    )


def eigenvalue(matrix: np.ndarray) -> float:
    """Principal eigenvalue of a positive matrix."""
    return float(np.linalg.eigvals(matrix).real.max())


def consistency_index(lambda_max: float, n: int) -> float:
    """``(lambda_max - n) / (n - 1)``, never below 0; 0 for one criterion."""
    return max(lambda_max - n, 0.0) / (n - 1) if n > 1 else 0.0


def consistency_ratio(index: float, n: int) -> float:
    """Consistency index over the random index; 0 where that is 0."""
    random = random_index(n)
    return index / random if random > 0 else 0.0


def random_index(n: int) -> float:
    """Mean consistency index of random matrices of n criteria.

    Source
    ------
    Saaty (1980) up to 15; beyond, the fit of Alonso and Lamata (2006), Int. J. Uncertainty, Fuzziness and
    Knowledge-Based Systems 14:445, mean lambda_max = 2.7699 n - 4.3513.
    """
    if n <= len(RANDOM_INDEX):
        return RANDOM_INDEX[n - 1]
    return (2.7699 * n - 4.3513 - n) / (n - 1)


def _principal(matrix: np.ndarray) -> tuple[float, np.ndarray]:
    """Largest eigenvalue and its vector; both are real and positive for a positive matrix (Perron)."""
    values, vectors = np.linalg.eig(matrix)
    place = int(values.real.argmax())
    return float(values[place].real), np.abs(vectors[:, place].real)


def _require_matrix(matrix: np.ndarray) -> None:
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not len(matrix):
        raise InputError(f"The matrix of judgements has the shape {matrix.shape}; it must be square.")
    if not (np.isfinite(matrix).all() and (matrix > 0).all()):
        raise InputError("The matrix of judgements holds a value that is no number above 0; correct it.")
    if not np.allclose(matrix * matrix.T, 1, rtol=0, atol=1e-6):
        raise InputError(
            "The matrix of judgements is not reciprocal; the judgement of b against a must be 1 over that of a against b."
        )
