"""Which role groups may be shown apart, so that no small group can be found by subtraction."""

from __future__ import annotations

from collections.abc import Mapping

POOL = ""
"""The name under which small roles are shown together, and people without a role."""


def pool_small(sizes: Mapping[str, int], *, min_group: int) -> dict[str, str]:
    """Return under which name each role is shown: its own, or "" for the pool of small roles.

    Parameters
    ----------
    sizes : mapping of str to int
        How many answers each role gave. The role "" is people without a role.
    min_group : int
        The smallest group that is shown apart, at least 1.

    Returns
    -------
    dict of str to str
        The same keys. A role without answers keeps its name: there is nobody to protect. If all
        together are fewer than `min_group`, all are in the pool and nothing should be shown.

    Raises
    ------
    ValueError
        If a size is negative or `min_group` is below 1.

    Notes
    -----
    Whoever knows the total and all but one group knows that last group by subtraction. So the pool
    takes in the next smallest role until it holds at least `min_group` people, who are then of at
    least two roles. Roles of one size go in by name. This protects one table: groups that differ
    from item to item can be compared, so where answers are missing, pool by the participants of
    the whole step.

    References
    ----------
    .. [1] L. Willenborg and T. de Waal, "Elements of Statistical Disclosure Control" (2001), on
       secondary suppression.

    Examples
    --------
    >>> pool_small({"community": 6, "provider": 4, "watchdog": 1}, min_group=3)
    {'community': 'community', 'provider': '', 'watchdog': ''}
    """
    if min_group < 1 or any(size < 0 for size in sizes.values()):
        raise ValueError("sizes count people, and the smallest group has at least one")
    pooled = _pooled(sizes, min_group)
    return {role: POOL if role in pooled else role for role in sizes}


def _pooled(sizes: Mapping[str, int], min_group: int) -> set[str]:
    rising = sorted((role for role, n in sizes.items() if n), key=lambda role: (sizes[role], role))
    pooled = {role for role in rising if sizes[role] < min_group}
    if not pooled:
        return pooled
    pooled |= {POOL} & set(rising)
    for role in rising:
        if sum(sizes[one] for one in pooled) >= min_group:
            break
        pooled.add(role)
    return pooled
