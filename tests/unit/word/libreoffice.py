"""LibreOffice itself, asked to accept and to reject all changes of many files in one start.

A macro does it, in a profile of its own; the profile is given as set up already, or the first start would put
an empty library of macros in the place of ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_BASIC = "http://openoffice.org/2000/library"
_LIBRARIES = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="{_BASIC}"><library:library library:name="Standard" library:link="false"/>
</library:libraries>
"""
_LIBRARY = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="{_BASIC}" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">ELEMENTS</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Resolve"
 script:language="StarBasic">
Sub Main(folder As String)
  Dim names(1000) As String
  Dim count As Integer
  name = Dir(ConvertFromURL(folder) &amp; "/*.docx")
  Do While name &lt;&gt; ""
    names(count) = name
    count = count + 1
    name = Dir
  Loop
  For i = 0 To count - 1
    Resolve folder, names(i), ".uno:AcceptAllTrackedChanges", "accepted"
    Resolve folder, names(i), ".uno:RejectAllTrackedChanges", "rejected"
  Next i
End Sub
Sub Resolve(folder As String, name As String, command As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(folder &amp; "/" &amp; name, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = "MS Word 2007 XML"
  document.storeToURL(folder &amp; "/" &amp; target &amp; "/" &amp; name, saved())
  document.close(True)
End Sub
</script:module>
"""
_SET_UP = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse">
<value>true</value></prop></item></oor:items>
"""


def accept_and_reject(folder: Path) -> None:
    """Put each .docx of ``folder`` into ``accepted`` and ``rejected`` below it, its changes resolved.

    Skips where there is no LibreOffice; in CI that is a failure.
    """
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing")
        pytest.skip("SKIPPED: LibreOffice (soffice) is not installed")
    profile = _profile(folder / "profile")
    for name in ("accepted", "rejected"):
        (folder / name).mkdir()
    subprocess.run(
        [
            office,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile.as_uri()}",
            f'macro:///Standard.Resolve.Main("{folder.as_uri()}")',
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )


def _profile(profile: Path) -> Path:
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SET_UP)
    for kind, elements in (("script", '<library:element library:name="Resolve"/>'), ("dialog", "")):
        (library.parent / f"{kind}.xlc").write_text(_LIBRARIES)
        (library / f"{kind}.xlb").write_text(_LIBRARY.replace("ELEMENTS", elements))
    (library / "Resolve.xba").write_text(_MODULE)
    return profile
