"""What each page shows: one frozen dataclass a page, exactly what its template may use.

A view fills one and returns it; the template reads it as ``page``. Everything is text, truth values, tuples
and further such dataclasses: dates, numbers and addresses are written out by the view. ``""`` and ``()`` mean
"not shown". Only fields whose name ends in ``html`` hold markup, and only markup that ``portal.documents``
has made safe.
"""
