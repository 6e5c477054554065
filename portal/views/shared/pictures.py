"""A level table as a picture: the bars of ``calculators.answering.picture`` as the page draws them."""

from __future__ import annotations

from collections.abc import Collection

from calculators.answering import picture
from calculators.reading.amounts import Amount
from calculators.reading.levels import LevelTable
from portal.views.shared.drawn import DrawnBar, DrawnGap, DrawnTable, DrawnTick


def picture_of(
    table: LevelTable, asked: Amount | None = None, chosen: Collection[str] = (), *, id_: str = ""
) -> DrawnTable | None:
    """The table drawn, with the asked amount marked; None where its rows do not lie on one scale.

    ``chosen`` are the row ids of the answer.
    """
    drawn = picture.draw(table, asked)
    if isinstance(drawn, picture.NoPicture):
        return None
    mark = drawn.mark
    return DrawnTable(
        id=id_ or f"billede-{table.id}",
        caption=f"{table.benefit}, tegnet",
        unit=drawn.unit,
        bars=tuple(
            DrawnBar(
                label=bar.label,
                words=bar.level.extent.text,
                start=bar.start,
                end=bar.end,
                open_end=bar.open_end,
                chosen=bar.level.row_id in chosen,
            )
            for bar in drawn.bars
        ),
        ticks=tuple(DrawnTick(tick.position, tick.words) for tick in drawn.ticks),
        gaps=tuple(DrawnGap(gap.start, gap.end, f"Hul: {gap.words}") for gap in drawn.gaps),
        text=drawn.text,
        marker=mark.position if mark else None,
        marker_text=f"{mark.words}{' (uden for skalaen)' if mark.beyond else ''}" if mark else "",
        left_out=tuple(f"{level.label}: {level.extent.text}" for level in drawn.left_out),
    )
