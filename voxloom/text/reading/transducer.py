"""Finite-state rewriting made quick: chains of arcs with one way on become one arc.

nemo's grammars write their output byte by byte, along chains that read nothing, and composition
follows each chain to its end: 600 states a character of English. With the chains merged it is
100. The cheapest reading stays the cheapest; of readings with one price another may come out,
which between nemo's tokens is a matter of spaces.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pynini
    import pywrapfst


@dataclass(frozen=True)
class Arc:
    reads: int  # byte, 0 for none
    writes: bytes
    weight: float
    target: int


class Transducer:
    """A rewriting whose output labels are strings."""

    def __init__(self, fst: pynini.Fst) -> None:
        self._fst = fst
        self._symbols = fst.output_symbols()

    @classmethod
    def read(cls, path: Path) -> Transducer:
        import pynini

        return cls(pynini.Fst.read(str(path)))

    def best(self, text: str) -> str | None:
        """The cheapest rewriting; None when there is none."""
        import pynini

        lattice = pynini.compose(pynini.accep(pynini.escape(text)), self._fst, connect=False)
        path = pynini.shortestpath(lattice)
        if path.num_states() == 0:
            return None
        written = "".join(self._symbols.find(label) for label in path.paths().olabels() if label)
        return written.encode("latin-1").decode("utf-8")


def write_compact(fst: pynini.Fst, path: Path) -> None:
    """Write a trimmed pynini rewriting so that `Transducer.read` finds it compact."""
    import pynini
    import pywrapfst

    arcs = {state: [_arc(arc) for arc in fst.arcs(state)] for state in fst.states()}
    ends = {state: weight for state in fst.states() if _is_end(weight := fst.final(state))}
    merged = _merged(fst.start(), arcs, ends.keys())
    numbers = {state: number for number, state in enumerate(merged)}
    symbols = pywrapfst.SymbolTable()
    symbols.add_symbol("<none>", 0)
    compact = pynini.Fst()
    compact.add_states(len(merged))
    compact.set_start(numbers[fst.start()])
    for state, weight in ends.items():
        if state in numbers:
            compact.set_final(numbers[state], weight)
    for state, ways in merged.items():
        for arc in ways:
            # Symbols are text: a byte a character, for a chain may end inside a UTF-8 character.
            label = symbols.add_symbol(arc.writes.decode("latin-1")) if arc.writes else 0
            target = numbers[arc.target]
            compact.add_arc(numbers[state], pywrapfst.Arc(arc.reads, label, arc.weight, target))
    compact.arcsort("ilabel")
    compact.set_output_symbols(symbols)
    compact.write(str(path))


def _arc(arc: pywrapfst.Arc) -> Arc:
    writes = bytes([arc.olabel]) if arc.olabel else b""
    return Arc(arc.ilabel, writes, float(arc.weight), arc.nextstate)


def _is_end(weight: pywrapfst.Weight) -> bool:
    return float(weight) != float("inf")


def _merged(start: int, arcs: dict[int, list[Arc]], ends: Container[int]) -> dict[int, list[Arc]]:
    """The states still reachable when every arc leads to the end of its chain."""
    merged: dict[int, list[Arc]] = {}
    open_states = [start]
    while open_states:
        state = open_states.pop()
        if state not in merged:
            merged[state] = [_to_chain_end(arc, arcs, ends) for arc in arcs[state]]
            open_states.extend(arc.target for arc in merged[state])
    return merged


def _to_chain_end(arc: Arc, arcs: dict[int, list[Arc]], ends: Container[int]) -> Arc:
    """The arc and all that must follow it, as long as at most one byte is read.

    Ends, because every state of a trimmed transducer leads to a final one.
    """
    while arc.target not in ends and len(arcs[arc.target]) == 1:
        following = arcs[arc.target][0]
        if arc.reads and following.reads:
            break
        arc = Arc(
            arc.reads or following.reads,
            arc.writes + following.writes,
            arc.weight + following.weight,
            following.target,
        )
    return arc
