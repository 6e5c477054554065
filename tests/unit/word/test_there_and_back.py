"""Out and in again: what a generated document shows, what two show that differ, and what of it is taken."""

from __future__ import annotations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from portal.documents.editing.written_blocks import WrittenKind, written_blocks
from portal.word.applying import apply_changes
from portal.word.placing import place
from portal.word.reading import read_reviewed
from portal.word.resolving import resolve
from portal.word.reviewed import TrackedKind
from word_files import changes_file, shown, somebodys

WORDS = """støtte barnet og eller skal kan døgn 3 14 måneder om året familien **vigtigt** *helt* (jf.) hjælp,
ro. [link](https://a.dk) aftalt`kode` & < 10 kr. § 52"""
WORD = st.sampled_from(WORDS.split())
LINE = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
ROWS = (TrackedKind.ROW_INSERTED, TrackedKind.ROW_DELETED)
CELL = st.one_of(st.just(""), LINE)


@st.composite
def items(draw):
    mark = draw(st.sampled_from(["-", "1."]))
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        lines.append(f"{mark} {draw(LINE)}")
        if draw(st.booleans()):
            lines.append(f"   - {draw(LINE)}")
    return "\n".join(lines)


@st.composite
def tables(draw):
    width = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=4))
    head = ["K" + str(n) for n in range(width)]
    rows = [[f"r{n} {row[0]}", *row[1:]] for n, row in enumerate(rows)]
    lines = [head, *rows]
    written = ["| " + " | ".join(cells) + " |" for cells in lines]
    return "\n".join([written[0], "|" + "---|" * width, *written[1:]])


@st.composite
def levels(draw):
    numbers = draw(st.lists(st.integers(1, 90), min_size=1, max_size=3, unique=True))
    labels = ["Lette problemer", "Moderate problemer", "Svære problemer"]
    rows = [f"| {labels[n]} | Op til {number} døgn om året | |" for n, number in enumerate(sorted(numbers))]
    head = [
        "::: niveauer doegn",
        f"ydelse: {draw(st.sampled_from(['Døgn', 'Nætter hjemme']))}",
        "kriterium: sværhedsgrad",
    ]
    head += draw(st.sampled_from([[], ["optælling: hoteldøgn"]]))
    return "\n".join([*head, "", "| Niveau | Omfang | Bemærkning |", "|---|---|---|", *rows, ":::"])


BLOCK = st.one_of(
    LINE,
    LINE,
    items(),
    tables(),
    LINE.map(lambda words: f"> {words}"),
    LINE.map(lambda words: f"### Om {words.replace('`', '')}"),
    LINE.map(lambda words: f"::: fravigelse\n{words}\n:::"),
    LINE.map(lambda words: f"::: fagligt Sådan\n{words}\n\n{words} igen\n:::"),
    LINE.map(lambda words: f"Mestring\n: {words}"),
)


@st.composite
def sections(draw):
    return draw(st.lists(BLOCK, min_size=0, max_size=4))


def whole(title, parts, table):
    body = []
    for name, blocks in parts:
        # Two lists in a row would be one, and ids of headings must differ.
        body.append(f"## Afsnit {name} {{#a{name}}}")
        for at, block in enumerate(blocks):
            if block.startswith("### "):
                block = f"{block} {{#u{name}-{at}}}"
            body.append(block)
            if block[0] in "-1":
                body.append("Derefter.")
    body += [table] if table else []
    return (
        f"---\ntitel: {title}\ndokumenttype: baggrund\ntilstand: kladde\n---\n\n" + "\n\n".join(body) + "\n"
    )


@st.composite
def two_texts(draw):
    old = [(n, draw(sections())) for n in range(draw(st.integers(1, 3)))]
    new = []
    for name, blocks in old:
        kept = [draw(BLOCK) if draw(st.integers(0, 3)) == 0 else block for block in blocks]
        if kept and draw(st.booleans()):
            kept.pop(draw(st.integers(0, len(kept) - 1)))
        if draw(st.booleans()):
            kept.insert(draw(st.integers(0, len(kept))), draw(BLOCK))
        if draw(st.integers(0, 5)):
            new.append((name, kept))
    if draw(st.booleans()):
        new.append((7, draw(sections())))
    titles = draw(st.sampled_from([("Hjælp hjemme", "Hjælp ude"), ("Hjælp", "Hjælp")]))
    tables = [draw(st.one_of(st.none(), levels())) for _ in range(2)]
    return whole(titles[0], old, tables[0]), whole(titles[1], new, tables[1])


@given(two_texts())
@settings(max_examples=25, deadline=None, derandomize=True, phases=[Phase.generate])
def test_accept_all_is_the_new_text_and_reject_all_the_old(texts):
    old, new = texts
    read = read_reviewed(somebodys(changes_file(old, new)))
    everything = {change.number for change in read.changes}
    assert [block.texts for block in resolve(read.slots, everything)] == shown(new)
    assert [block.texts for block in resolve(read.slots, ())] == shown(old)


@given(two_texts(), st.data())
@settings(max_examples=25, deadline=None, derandomize=True, phases=[Phase.generate])
def test_exactly_the_taken_changes_are_in_the_draft_afterwards(texts, data):
    draft, reviewed = texts
    file = read_reviewed(somebodys(changes_file(draft, reviewed, of=draft)))
    placed = place(file, written_blocks(draft))
    assert placed.is_same_text
    assert apply_changes(draft, placed, ()) == draft
    assert not [one for one in placed.changes if one.why_not and one.change.kind == "Ændret uden sporing"]
    alone = [one.number for one in file.changes if one.kind not in ROWS]  # a head alone may not go
    some = st.lists(st.sampled_from(alone)) if alone else st.just([])
    taken = data.draw(st.one_of(st.just([change.number for change in file.changes]), some))
    made = apply_changes(draft, placed, taken)
    fitting = placed.fitting & set(taken)
    kinds = [(block.kind, block.texts) for text in (draft, made) for block in written_blocks(text)]
    beside = {texts for kind, texts in kinds if kind is WrittenKind.SHOWN}
    now = [block.texts for block in resolve(file.slots, fitting)]
    assert [texts for texts in shown(made) if texts not in beside] == [t for t in now if t not in beside]
