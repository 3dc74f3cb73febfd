import subprocess
import sys


def test_importing_methods_loads_neither_scipy_nor_pandas():
    code = (
        "import sys, pe_tools.methods; print([m for m in ('scipy', 'pandas') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert found.stdout.strip() == b"[]"
