"""Write the source documents beside the repository as background documents that ``portal load`` can load.

    python bench/search/prepare.py OUT [--seeds ../shared/seeds]

The sources are text extracted from PDF: words broken at line ends, page headers inside sentences, side notes
between paragraphs. Lines are joined to paragraphs, what looks like a heading begins a section, and a section
that grows long goes on in numbered ones. OUT gets one folder per publisher; nothing of it belongs in the
repository.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
LONGEST_SECTION = 390
LONG_ENOUGH = 250
"""Words, where there are no chapters: a section that grows longer goes on in a numbered one; the next heading
begins a new one when the one before is long enough."""


@dataclass(frozen=True)
class Source:
    """One source document: its file, where it goes and what it is called."""

    file: str
    publisher: str
    slug: str
    title: str


PUBLISHERS = {
    "ankestyrelsen": "Ankestyrelsen",
    "kommunale-kilder": "Kommunale kilder",
}
SOURCES = (
    Source(
        "000_7ce974922f48ec85.txt", "ankestyrelsen", "kontaktperson-bilag", "Kontaktpersonordningen: bilag"
    ),
    Source("001_af806ca71ebcd414.txt", "ankestyrelsen", "kontaktperson", "Kontaktpersonordningen"),
    Source(
        "003_9378984b4c61a260.txt", "ankestyrelsen", "overgang-til-voksenlivet", "Overgangen til voksenlivet"
    ),
    Source(
        "002_b99f7acbbab04cfc.txt",
        "kommunale-kilder",
        "alleroed-serviceniveau",
        "Allerød Kommune: foranstaltninger efter § 52, stk. 3",
    ),
    Source(
        "004_1931d2b3397c417f.txt",
        "kommunale-kilder",
        "randers-nr-3",
        "Randers Kommune: kvalitetsstandard nr. 3",
    ),
)


@dataclass
class Section:
    """A heading and the paragraphs under it."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How long the section is."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


_PAGE_HEADER = re.compile(r"\s*Side \d+ af \d+\s*|\s*\d{1,3}\s*")
_BREAK = re.compile(r"(?<=[^\W\d_])-[ \t]*\n\s*(?!(?:og|eller|samt|til|men)\b)(?=[^\W\d_])")
_HEADING_END = re.compile(r"[.,;:\-–]$")
_NO_HEADING = re.compile(r"(?:FIGUR|TABEL|Figur|Tabel|Kilde|X X|Note|•|\(|\d+[.)]? )")
_SUBHEADING = "### "
_CHAPTER = re.compile(r"(?:KAPITEL|Kapitel|BILAG|Bilag) \d+\b|Servicelovens § \d+, stk")
_HANGING = re.compile(r"\b(?:at|af|på|som|og|med|for|i|til|der|den|det|en|et|om|efter|ved|eller|har|er)$")


def main() -> None:
    """Write every source that is there."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--seeds", type=Path, default=SEEDS)
    chosen = arguments.parse_args()
    for path in write(chosen.seeds, chosen.out):
        print(path)


def write(seeds: Path, out: Path) -> list[Path]:
    """Write the sources in ``seeds`` below ``out`` and give the Markdown files' paths."""
    written = []
    for publisher, name in PUBLISHERS.items():
        folder = out / publisher
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "kommune.yaml").write_text(f'navn: "{name}"\nart: myndighed\n', "utf-8")
    for source in SOURCES:
        text = (seeds / source.file).read_text("utf-8")
        path = out / source.publisher / source.slug / "1.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown(source, sections(text, source.title)), "utf-8")
        written.append(path)
    return written


def sections(text: str, title: str) -> list[Section]:
    """``text`` by its chapters where it has any, else in sections about as long as a passage."""
    blocks = list(_blocks(text))
    if any(_CHAPTER.match(heading) for heading, _ in blocks):
        return _chapters(blocks, title)
    return [part for section in _filled(blocks, title) for part in _numbered(section)]


def markdown(source: Source, found: list[Section]) -> str:
    """The document as a file of the portal's Markdown."""
    front = (
        f'---\ntitel: "{source.title}"\ndokumenttype: baggrund\ntilstand: vedtaget\n'
        f'kilde: "{source.file}"\ngengivelse: true\n---\n'
    )
    body = [
        f"## {escape(section.heading)} {{#afsnit-{number}}}\n\n"
        + "\n\n".join(_written(section.paragraphs, number))
        for number, section in enumerate(found, 1)
    ]
    return front + "\n" + "\n\n".join(body) + "\n"


def _written(paragraphs: list[str], section: int) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs, 1):
        if paragraph.startswith(_SUBHEADING):
            yield f"{_SUBHEADING}{escape(paragraph.removeprefix(_SUBHEADING))} {{#afsnit-{section}-{number}}}"
        else:
            yield escape(paragraph)


def escape(text: str) -> str:
    """A paragraph with every sign that Markdown or the portal's directives would read taken as itself."""
    inline = re.sub(r"[\\`*_{}\[\]<>#|~&$^]|:(?=:)|(?<=:):", _escaped, text)
    return re.sub(r"^([-+=]|\d+(?=[.)]))", lambda match: _leading(match[0]), inline)


def _escaped(match: re.Match[str]) -> str:
    return "\\" + match[0]


def _leading(sign: str) -> str:
    """A sign that would begin a list, so that it does not: the number stays, its point is escaped."""
    return sign + "\\" if sign.isdigit() else "\\" + sign


def _chapters(blocks: list[tuple[str, str]], title: str) -> list[Section]:
    """One section a chapter; the headings within stay with their text."""
    found = [Section(title)]
    for heading, paragraph in blocks:
        if _CHAPTER.match(heading):
            found.append(Section(heading))
        else:
            found[-1].paragraphs.append(_SUBHEADING + heading if heading else paragraph)
    return [section for section in found if section.paragraphs]


def _filled(blocks: list[tuple[str, str]], title: str) -> list[Section]:
    """A new section at a heading once the one before is long enough."""
    found = [Section(title)]
    for heading, paragraph in blocks:
        if heading and found[-1].words >= LONG_ENOUGH:
            found.append(Section(heading))
        else:
            found[-1].paragraphs.append(_SUBHEADING + heading if heading else paragraph)
    return [section for section in found if section.paragraphs]


def _numbered(section: Section) -> Iterator[Section]:
    """``section``, gone on in numbered ones where it is long."""
    parts = [Section(section.heading)]
    for paragraph in (piece for whole in section.paragraphs for piece in _short(whole)):
        if parts[-1].words + len(paragraph.split()) > LONGEST_SECTION and parts[-1].words:
            parts.append(Section(f"{section.heading} ({len(parts) + 1})"))
        parts[-1].paragraphs.append(paragraph)
    return iter(parts)


def _short(paragraph: str) -> list[str]:
    """A paragraph longer than a section, cut at the ends of sentences."""
    pieces = [""]
    for sentence in re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ”\"])", paragraph):
        if len(pieces[-1].split()) + len(sentence.split()) > LONGEST_SECTION // 2 and pieces[-1]:
            pieces.append("")
        pieces[-1] = f"{pieces[-1]} {sentence}".strip()
    return pieces


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """(heading, "") or ("", paragraph) in reading order."""
    lines = text.split("\n")
    gathered: list[str] = []
    for index, line in enumerate(lines):  # a heading's second line is taken out on the way
        if _PAGE_HEADER.fullmatch(line) and line.strip():
            continue
        if not line.strip():
            yield from _paragraph(gathered)
            gathered = []
        elif not gathered and _is_heading(lines, index):
            yield _spaced(line + (" " + lines.pop(index + 1) if _goes_on(lines, index) else "")), ""
        else:
            gathered.append(line)
            following = lines[index + 1] if index + 1 < len(lines) else ""
            if following.startswith(" ") and following.strip() and _is_heading(lines, index + 1):
                yield from _paragraph(gathered)
                gathered = []
    yield from _paragraph(gathered)


def _goes_on(lines: list[str], index: int) -> bool:
    """Whether a chapter's heading has a second, short line with nothing behind it."""
    following, after = (line.strip() for line in [*lines[index + 1 : index + 3], "", ""][:2])
    short = 0 < len(following) < 60 and not _HEADING_END.search(following)
    return bool(_CHAPTER.match(lines[index].strip()) and short and not after)


def _paragraph(lines: list[str]) -> Iterator[tuple[str, str]]:
    text = _spaced(_BREAK.sub("", "\n".join(lines)))
    if text:
        yield "", text


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _is_heading(lines: list[str], index: int) -> bool:
    line = lines[index].strip()
    following = lines[index + 1].strip() if index + 1 < len(lines) else ""
    if _CHAPTER.match(line) and lines[index].startswith(" "):
        return True
    if (
        not 8 <= len(line) <= 80
        or not line[0].isupper()
        or _HEADING_END.search(line)
        or _NO_HEADING.match(line)
    ):
        return False
    if line.count("X") > 2 or not re.search(r"[^\W\d_]{4}", line):
        return False
    return not following or following[0].isupper() or following[0] in '•”"’'


if __name__ == "__main__":
    main()
