"""Reading a sheet of a workbook, with every fault located."""

from __future__ import annotations

from pathlib import Path

import fastexcel
import polars as pl

from rapallo.errors import did_you_mean
from rapallo.sources.content import check_size
from rapallo.sources.source import ROW, SourceError, require_columns


def read_sheet(path: Path, sheet: str, columns: list[str]) -> pl.DataFrame:
    """Read the named columns of a sheet as text, whatever their cells' types.

    Parameters
    ----------
    path : Path
        The workbook, old (.xls) or new (.xlsx), told by what it is and not by its name.
    sheet : str
        Name of the sheet; its first row has the headers.
    columns : list of str
        Columns wanted.

    Returns
    -------
    DataFrame
        The columns as text, empty cells missing, and `ROW` (1 for the row below the headers).

    Raises
    ------
    SourceError
        If the workbook is damaged, or lacks the sheet or a column (with the nearest name).
    """
    check_size(path.stat().st_size, str(path))
    try:
        book = fastexcel.read_excel(path.read_bytes())
    except fastexcel.FastExcelError as error:
        raise SourceError(
            f"{path}: this is not a whole spreadsheet ({str(error).splitlines()[0]}); "
            "fetch it again"
        ) from error
    if sheet not in book.sheet_names:
        hint = did_you_mean(sheet, book.sheet_names) or f"; it has {book.sheet_names}"
        raise SourceError(f"{path}: sheet {sheet!r} is missing{hint}")
    frame = book.load_sheet(sheet, dtypes="string").to_polars()
    require_columns(frame.columns, columns, f"{path} sheet {sheet}")
    return frame.select(columns).with_row_index(ROW, 1)
