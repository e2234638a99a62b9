"""What changed in the corpus since the version before, as git and DVC remember it."""

from __future__ import annotations

from voxloom.core.errors import VoxloomError
from voxloom.core.project import CORPUS
from voxloom.provenance.lock import LOCK, outs, read_stages
from voxloom.survey import versions
from voxloom.survey.difference import Difference, compare


def since_previous() -> Difference | str:
    """From the last commit whose dvc.lock holds another corpus, or why there is nothing to compare.

    Committing the present version changes nothing in it: its commit holds this very corpus.
    """
    try:
        md5 = outs(read_stages()).get(CORPUS.as_posix())
        if md5 is None:
            return f"{LOCK} does not hold {CORPUS} yet"
        before = versions.before(md5)
        if before is None:
            return f"no commit before holds another corpus in {LOCK}"
        return compare(versions.recorded_by(before), versions.workspace())
    except VoxloomError as error:
        return str(error)
