"""Faces as intake opens them."""

from __future__ import annotations

from compositor.errors import Severity
from tests.intake.desk import Desk


def test_a_face_without_the_forms_asked_for_is_noted_where_its_role_is_typed(desk: Desk) -> None:
    notes = [one for one in desk.read().findings if one.code == "FACE_FORMS"]
    assert notes
    assert {one.severity for one in notes} == {Severity.NOTE}
    assert all("no Han forms" in one.message for one in notes)
    assert all(one.place is not None and one.place.file.endswith("fonts.yaml") for one in notes)
