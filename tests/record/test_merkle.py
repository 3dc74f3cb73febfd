"""The tree of RFC 6962, against the test vectors of Certificate Transparency and a second way."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.record.merkle import is_in, path_of, root_of

# The leaves and roots of the reference tests of Certificate Transparency (merkle_tree_test).
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

leaves = st.lists(st.binary(max_size=4), min_size=1, max_size=40, unique=True)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_come_out(size):
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_no_leaf_gives_the_hash_of_nothing():
    assert root_of([]) == sha256(b"").digest()


def split_root(some):
    """Return the root by the recursion of the RFC: split at the largest power of two below n."""
    if len(some) == 1:
        return sha256(b"\x00" + some[0]).digest()
    half = 1
    while half * 2 < len(some):
        half *= 2
    return sha256(b"\x01" + split_root(some[:half]) + split_root(some[half:])).digest()


@given(leaves)
def test_the_root_is_that_of_the_recursion_of_the_rfc(some):
    assert root_of(some) == split_root(some)


@given(leaves, st.data())
def test_each_leaf_is_proved_at_its_own_place_only(some, data):
    place = data.draw(st.integers(0, len(some) - 1))
    other = data.draw(st.integers(0, len(some)))
    path, root = path_of(some, place), root_of(some)
    assert is_in(some[place], place, len(some), path, root)
    assert not is_in(some[place] + b"x", place, len(some), path, root)
    if other != place:
        assert not is_in(some[place], other, len(some), path, root)


@given(leaves, st.data())
def test_a_path_with_one_hash_changed_or_left_out_proves_nothing(some, data):
    place = data.draw(st.integers(0, len(some) - 1))
    path, root = path_of(some, place), root_of(some)
    assert not is_in(some[place], place, len(some), [*path, bytes(32)], root)
    for at in range(len(path)):
        changed = [*path[:at], bytes(32), *path[at + 1 :]]
        assert not is_in(some[place], place, len(some), changed, root)
        assert not is_in(some[place], place, len(some), path[:at] + path[at + 1 :], root)


def test_there_is_no_path_from_a_leaf_that_is_not_there():
    with pytest.raises(IndexError):
        path_of(LEAVES, 8)
