from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.methods import POOL, pool_small

some_sizes = st.dictionaries(st.sampled_from(["", *"abcdef"]), st.integers(0, 12), max_size=6)
some_limit = st.integers(1, 6)


def shown_sizes(sizes, min_group):
    """Return how many people stand behind each name that is shown."""
    found: dict[str, int] = {}
    for role, name in pool_small(sizes, min_group=min_group).items():
        found[name] = found.get(name, 0) + sizes[role]
    return found


@pytest.mark.parametrize(
    ("sizes", "pooled"),
    [
        pytest.param({"a": 3, "b": 4}, "", id="all large enough"),
        pytest.param({"a": 6, "b": 2, "c": 2}, "bc", id="two small ones together"),
        pytest.param({"a": 6, "b": 4, "c": 1}, "bc", id="one small one takes the next smallest"),
        pytest.param({"a": 6, "b": 4, "c": 1, "d": 1}, "bcd", id="the small ones are still few"),
        pytest.param({"a": 6, "c": 1}, "ac", id="two roles, one small: no split at all"),
        pytest.param({"a": 1, "b": 1}, "ab", id="fewer than the limit altogether"),
        pytest.param({"a": 2}, "a", id="one small role"),
        pytest.param({"a": 5, "b": 0}, "", id="nobody to protect in an empty role"),
        pytest.param({"a": 5, "b": 4, "c": 4, "d": 2}, "bd", id="of one size, the first by name"),
    ],
)
def test_which_roles_are_pooled(sizes, pooled):
    expected = {role: POOL if role in pooled else role for role in sizes}
    assert pool_small(sizes, min_group=3) == expected


def test_people_without_a_role_are_in_the_pool_with_the_small_roles():
    found = pool_small({"": 4, "a": 5, "b": 2}, min_group=3)
    assert found == {"": POOL, "a": "a", "b": POOL}


def test_people_without_a_role_save_another_role_from_the_pool():
    found = pool_small({"": 9, "a": 5, "b": 2}, min_group=3)
    assert found == {"": POOL, "a": "a", "b": POOL}


@given(some_sizes, some_limit)
def test_no_small_group_is_shown_or_found_by_subtraction(sizes, min_group):
    total = sum(sizes.values())
    groups = [n for n in shown_sizes(sizes, min_group).values() if n]
    if total < min_group:
        assert len(groups) <= 1  # one pool of all, which nobody shows
        return
    for taken in range(len(groups) + 1):
        for some in combinations(groups, taken):
            assert sum(some) == 0 or sum(some) >= min_group
            assert total - sum(some) == 0 or total - sum(some) >= min_group


@given(some_sizes, some_limit)
def test_the_pool_never_names_a_single_small_role(sizes, min_group):
    shown = pool_small(sizes, min_group=min_group)
    pooled = [role for role, name in shown.items() if name == POOL and sizes[role]]
    filled = [role for role, n in sizes.items() if n]
    if len(pooled) == 1 and sizes[pooled[0]] < min_group:
        assert filled == pooled


@given(some_sizes, some_limit)
def test_a_role_is_shown_under_its_own_name_or_in_the_pool(sizes, min_group):
    shown = pool_small(sizes, min_group=min_group)
    assert shown.keys() == sizes.keys()
    assert all(name in (role, POOL) for role, name in shown.items())


@given(some_sizes, some_limit)
def test_nothing_is_pooled_without_a_small_role(sizes, min_group):
    if all(n == 0 or n >= min_group for n in sizes.values()):
        assert pool_small(sizes, min_group=min_group) == {role: role for role in sizes}


@given(some_sizes, some_limit)
def test_the_order_of_roles_does_not_matter(sizes, min_group):
    turned = dict(reversed(sizes.items()))
    assert pool_small(turned, min_group=min_group) == pool_small(sizes, min_group=min_group)


@pytest.mark.parametrize(("sizes", "min_group"), [({"a": -1}, 3), ({"a": 4}, 0)])
def test_sizes_that_count_no_people_are_refused(sizes, min_group):
    with pytest.raises(ValueError, match="sizes count people"):
        pool_small(sizes, min_group=min_group)
