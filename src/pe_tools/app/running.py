"""Run the cells of a notebook on a kernel, one after the other."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

from nbclient import NotebookClient


async def run_cells(notebook: Any, kernel: Any) -> AsyncGenerator[tuple[int, Any], None]:
    """Yield each cell, with its place, when it has run; a failed one holds its error.

    Raises
    ------
    nbclient.exceptions.DeadKernelError
        If the kernel dies.
    """
    client = NotebookClient(notebook, km=kernel, allow_errors=True)
    client.kc = await client.async_start_new_kernel_client()
    try:
        for place, cell in enumerate(notebook.cells, start=1):
            if cell.cell_type == "code":
                cell.outputs = []
                await client.async_execute_cell(cell, place - 1, store_history=False)
            yield place, cell
    finally:
        client.kc.stop_channels()
