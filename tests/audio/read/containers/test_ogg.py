from __future__ import annotations

import numpy as np
import pytest

from tests.audio.clean_files import by_soundfile, sound
from voxloom.audio.read.containers import ogg
from voxloom.audio.wave.sound import AudioError


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    samples = sound(np.random.default_rng(1), 16000, 1, 3.0)
    data = by_soundfile(samples, 16000, "OGG", "VORBIS", tags=False)
    starts = [place for place in range(len(data)) if data.startswith(b"OggS\0", place)]
    return [data[a:b] for a, b in zip(starts, [*starts[1:], len(data)], strict=True)]


def code_of(pages: list[bytes]) -> str:
    with pytest.raises(AudioError) as caught:
        ogg.check(b"".join(pages), "a.ogg")
    return caught.value.code


def test_the_check_sum_is_the_one_encoders_write(pages: list[bytes]) -> None:
    assert len(pages) > 4
    for page in pages:
        assert ogg.checksum(page) == int.from_bytes(page[22:26], "little")
    ogg.check(b"".join(pages), "a.ogg")


def test_pages_that_are_missing_doubled_or_in_another_order(pages: list[bytes]) -> None:
    assert code_of(pages[:3] + pages[4:]) == "corrupt"
    assert code_of(pages[:4] + pages[3:]) == "corrupt"
    assert code_of([*pages[:3], pages[4], pages[3], *pages[5:]]) == "corrupt"
    assert code_of(pages[1:]) == "corrupt"
    assert code_of(pages[:-1]) == "truncated"
    assert code_of([*pages[:-1], pages[-1][:-1]]) == "truncated"
    assert code_of([*pages, b"something else that is no page"]) == "corrupt"
