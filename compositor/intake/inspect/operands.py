"""Operands of content streams as what they say."""

from __future__ import annotations

from typing import Any

from compositor.intake.inspect.matrices import Matrix


def numbers(operands: Any) -> tuple[float, ...]:
    """Return operands as numbers; what is a name is none."""
    import pikepdf

    return tuple(0.0 if isinstance(one, pikepdf.Name) else float(one) for one in operands)


def matrix_of(operands: Any) -> Matrix:
    """Return six operands as a matrix."""
    a, b, c, d, e, f = (float(one) for one in operands)
    return a, b, c, d, e, f


def strings(shown: Any) -> set[bytes]:
    """Return the strings that Tj or TJ shows."""
    import pikepdf

    if isinstance(shown, pikepdf.Array):
        return {bytes(one) for one in shown if isinstance(one, pikepdf.String)}
    return {bytes(shown)}
