"""Clipped peaks drawn again, by FFmpeg's `adeclip`."""

from __future__ import annotations

import numpy as np

from voxloom.audio.decode import Audio, Samples

FLAT_RUN = 3  # samples in a row on the ceiling; a peak of speech has one, seldom two
NEAR = 1e-3  # of the highest sample, for what coding has roughened


def declip(audio: Audio) -> Audio:
    """Samples on a ceiling become what an autoregressive model of their neighbours expects.

    Janssen, Veldhuis and Vries (1986), as FFmpeg has it. The peaks it draws rise above the
    ceiling; the length (n,) stays. FFmpeg finds a ceiling in any recording: without flat tops the
    audio is returned as it is. Resampling smears them, so clipped recordings should come at the
    project's rate; at 8 kHz little is gained.
    """
    if not clipped(audio.samples):
        return audio
    import av

    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=audio.rate, format="dbl", layout="mono")
    mend, sink = graph.add("adeclip"), graph.add("abuffersink")
    source.link_to(mend)
    mend.link_to(sink)
    graph.configure()
    samples = audio.samples[None].astype(np.float64)
    frame = av.AudioFrame.from_ndarray(samples, format="dbl", layout="mono")
    frame.sample_rate = audio.rate
    source.push(frame)
    source.push(None)
    blocks = []
    while True:
        try:
            blocks.append(graph.pull().to_ndarray()[0])
        except (av.error.BlockingIOError, av.error.EOFError):
            break
    return Audio(np.concatenate(blocks).astype(np.float32), audio.rate)


def clipped(samples: Samples) -> int:
    """How many samples (n,) lie in flat tops: three or more in a row at either extreme."""
    total = 0
    for side in (samples, -samples):
        flat = side >= (1.0 - NEAR) * max(float(side.max(initial=0.0)), NEAR)
        edges = np.flatnonzero(np.diff(flat, prepend=False, append=False))
        runs = edges[1::2] - edges[::2]
        total += int(runs[runs >= FLAT_RUN].sum())
    return total
