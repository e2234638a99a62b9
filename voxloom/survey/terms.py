"""What the headline figures of a corpus mean."""

from __future__ import annotations

from voxloom.report.blocks.glossary import MODEL, Glossary, Term

TERMS = {
    "utterances": MODEL["utterances"],
    "hours": Term("h", "neither", "Speech that was kept, cleaned and trimmed."),
    "median_snr_db": Term("dB", "higher", "Speech over noise as recorded, at the median."),
    "quarantined_share": Term("share", "lower", "Recordings that were set aside, of all."),
    "inventory_covered": Term(
        "share", "higher", "Sounds of the language that are said often enough to be learned."
    ),
    "heldout_diphones_covered": Term(
        "share", "higher", "Pairs of sounds in the held-out texts that training holds, too."
    ),
}
GLOSSARY = Glossary(TERMS, {})
