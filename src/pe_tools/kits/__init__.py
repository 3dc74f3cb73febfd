"""Kits: the script of a workshop, from a YAML file and its translations to the model."""

from pe_tools.kits.advice import advise_kit
from pe_tools.kits.folders import check_kit, find_kit, kit_names, read_kit
from pe_tools.kits.loading import load_kit
from pe_tools.kits.pictures import picture, picture_names
from pe_tools.kits.translating import coverage, extract, update_translations

__all__ = [
    "advise_kit",
    "check_kit",
    "coverage",
    "extract",
    "find_kit",
    "kit_names",
    "load_kit",
    "picture",
    "picture_names",
    "read_kit",
    "update_translations",
]
