"""Clipped peaks drawn again, by FFmpeg's `adeclip`."""

from __future__ import annotations

import numpy as np

from voxloom.audio.read.clipping import clipped_share
from voxloom.audio.wave.sound import Audio


def declip(audio: Audio) -> Audio:
    """Samples on a ceiling become what an autoregressive model of their neighbours expects.

    Janssen, Veldhuis and Vries (1986), as FFmpeg has it. The peaks it draws rise above the
    ceiling; the length (n,) stays. FFmpeg finds a ceiling in any recording: without flat tops the
    audio is returned as it is. Resampling smears them, so clipped recordings should come at the
    project's rate; at 8 kHz little is gained.
    """
    if not clipped_share(audio.samples):
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
