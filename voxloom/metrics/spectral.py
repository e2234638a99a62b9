"""Distances between spectra.

mel_TC: (frames, n_mels), natural log of mel magnitudes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from voxloom.audio.mel.features import Matrix, mfcc
from voxloom.audio.mel.mel import DB_PER_NAT
from voxloom.metrics.absent import Absent

MCD_COEFFICIENTS = 13  # c1 to c13; c0 is the level and is left out


def mel_error_db(reference_TC: Matrix, estimate_TC: Matrix) -> float:
    """Mean absolute difference of two log-mels, in dB.

    Raises ValueError when the shapes differ: frames are compared one to one.
    """
    return float(np.abs(_difference(reference_TC, estimate_TC)).mean() * DB_PER_NAT)


def scaled_mse(
    reference_TC: Matrix,
    estimate_TC: Matrix,
    minimum_C: Sequence[float],
    maximum_C: Sequence[float],
) -> float:
    """Mean squared error of features scaled to [0, 1] by the training split's range.

    A bin that never moved in training keeps its unit (nats). Raises ValueError when the shapes
    differ.
    """
    span_C = np.subtract(maximum_C, minimum_C, dtype=np.float64)
    scaled_TC = _difference(reference_TC, estimate_TC) / np.where(span_C > 0.0, span_C, 1.0)
    return float(np.square(scaled_TC).mean())


def mel_cepstral_distortion(reference_TC: Matrix, estimate_TC: Matrix) -> float:
    """Mel-cepstral distortion in dB (Kubichek, 1993), after dynamic time warping.

    10 sqrt(2) / ln(10) times the Euclidean distance of 13 mel cepstra without c0, averaged over
    the warping path. The formula is for cepstra c in ln|H| = sum_k c_k cos(k w): the orthonormal
    DCT's are sqrt(n_mels / 2) times those. Raises Absent for mels too coarse for 13 cepstra.
    """
    from librosa.sequence import dtw
    from scipy.spatial.distance import cdist

    cost = cdist(_cepstra(reference_TC), _cepstra(estimate_TC))
    _, path = dtw(C=cost)
    distance = cost[path[:, 0], path[:, 1]].mean()
    return float(10.0 * np.sqrt(2.0) / np.log(10.0) * distance)


def _cepstra(log_mel_TC: Matrix) -> NDArray[np.float64]:
    """(T, n_mels) -> (T, 13): c1 to c13 of the log-magnitude spectrum."""
    n_mels = log_mel_TC.shape[1]
    if n_mels <= MCD_COEFFICIENTS:
        raise Absent(f"{MCD_COEFFICIENTS} cepstra need more than {n_mels} mels: raise audio.n_mels")
    log_mel_CT = torch.from_numpy(np.ascontiguousarray(log_mel_TC.T, dtype=np.float32))
    orthonormal = mfcc(log_mel_CT, MCD_COEFFICIENTS + 1)[1 : MCD_COEFFICIENTS + 1]
    return np.asarray(orthonormal.T.numpy() * np.sqrt(2.0 / n_mels), dtype=np.float64)


def _difference(reference_TC: Matrix, estimate_TC: Matrix) -> NDArray[np.float64]:
    if reference_TC.shape != estimate_TC.shape:
        shapes = f"{reference_TC.shape} and {estimate_TC.shape}"
        raise ValueError(f"shapes {shapes} differ: trim both to one length")
    return reference_TC.astype(np.float64) - estimate_TC.astype(np.float64)
