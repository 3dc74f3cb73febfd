"""Methods: arrays and counts in, numbers out. Pure, and each with its source.

Numbers out of nobody's answers are nan. Nothing here reads a record, a clock or a random source.
"""

from pe_tools.methods.agreement import Layer, agreement_a, agreement_layers, polarisation
from pe_tools.methods.disclosure import POOL, pool_small
from pe_tools.methods.dispersion import consensus, interquartile_range, leik_d
from pe_tools.methods.dri import ReasoningIndex, reasoning_index
from pe_tools.methods.kendall import KendallTest, kendall_w, kendall_w_test
from pe_tools.methods.krippendorff import krippendorff_alpha
from pe_tools.methods.leave_one_out import without_one
from pe_tools.methods.matrices import level_names, matrix_rows
from pe_tools.methods.medians import median_high, median_low, role_gap, stability
from pe_tools.methods.ram import RamStatistics, delphi_label, ipras, panel_rule, ram_class
from pe_tools.methods.ranks import average_ranks, spearman_pairs
from pe_tools.methods.rates import CONFIDENCE, wilson_interval
from pe_tools.methods.risk import (
    Fragility,
    fragile,
    group_level,
    pair_counts,
    priority,
    risk_level,
)

__all__ = [
    "CONFIDENCE",
    "POOL",
    "Fragility",
    "KendallTest",
    "Layer",
    "RamStatistics",
    "ReasoningIndex",
    "agreement_a",
    "agreement_layers",
    "average_ranks",
    "consensus",
    "delphi_label",
    "fragile",
    "group_level",
    "interquartile_range",
    "ipras",
    "kendall_w",
    "kendall_w_test",
    "krippendorff_alpha",
    "leik_d",
    "level_names",
    "matrix_rows",
    "median_high",
    "median_low",
    "pair_counts",
    "panel_rule",
    "polarisation",
    "pool_small",
    "priority",
    "ram_class",
    "reasoning_index",
    "risk_level",
    "role_gap",
    "spearman_pairs",
    "stability",
    "wilson_interval",
    "without_one",
]
