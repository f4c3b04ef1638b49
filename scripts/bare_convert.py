#!/usr/bin/python3
"""Times LibreOffice itself: load and store over UNO, hidden, with nothing of ours around it.

Run by the system's Python, which has `uno`. The benchmark holds the service's figures against these.

    /usr/bin/python3 scripts/bare_convert.py --repeat 20 notice.docx minutes.docx

prints one JSON object: LibreOffice's version, and per file every time in milliseconds with their median.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

RESTART_WANTED = 81  # soffice.bin has written a new profile and asks to be started again
WARM_UP = 2  # conversions nobody counts: fonts and filters are loaded by the first ones


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", nargs="+", type=Path, help="DOCX files")
    parser.add_argument("--repeat", type=int, default=20, help="times each file is converted (20)")
    parser.add_argument("--plain", action="store_true", help="plain PDF instead of PDF/A-2b")
    parser.add_argument("--soffice", default="/usr/lib/libreoffice/program/soffice.bin")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bare-") as folder:
        office, desktop, version = start(arguments.soffice, Path(folder))
        try:
            files = [measure(desktop, path, Path(folder), arguments) for path in arguments.documents]
        finally:
            desktop.terminate()
            office.wait(10)
    json.dump({"libreoffice": version, "repeat": arguments.repeat, "files": files}, sys.stdout, indent=1)
    print()


def start(executable, folder):
    command = [
        executable,
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        f"--accept=pipe,name={folder.name};urp;StarOffice.ComponentContext",
    ]
    environment = {**os.environ, "TMPDIR": str(folder)}
    office = subprocess.Popen(command, env=environment, start_new_session=True)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            url = f"uno:pipe,name={folder.name};urp;StarOffice.ComponentContext"
            context = resolver.resolve(url)
        except NoConnectException:
            if office.poll() == RESTART_WANTED:
                office = subprocess.Popen(command, env=environment, start_new_session=True)
            time.sleep(0.02)
        else:
            manager = context.ServiceManager
            desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            return office, desktop, version_of(manager, context)
    raise SystemExit("LibreOffice does not answer")


def version_of(manager, context):
    provider = manager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    node = (PropertyValue(Name="nodepath", Value="/org.openoffice.Setup/Product"),)
    access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", node)
    return access.getByName("ooSetupVersionAboutBox")


def measure(desktop, path, folder, arguments):
    """Converts `path` again and again, each time from a file of its own as the service does."""
    content = path.read_bytes()
    times = []
    for turn in range(WARM_UP + arguments.repeat):
        source, target = folder / f"in-{turn}.docx", folder / f"out-{turn}.pdf"
        source.write_bytes(content)
        begun = time.perf_counter()
        convert(desktop, source, target, arguments.plain)
        times.append(round((time.perf_counter() - begun) * 1000, 2))
        source.unlink()
        target.unlink()
    counted = times[WARM_UP:]
    return {"file": path.name, "median_ms": round(statistics.median(counted), 2), "times_ms": counted}


def convert(desktop, source, target, plain):
    loading = properties(Hidden=True, ReadOnly=True, FilterName="MS Word 2007 XML")
    document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, loading)
    wishes = {} if plain else {"SelectPdfVersion": 2, "UseTaggedPDF": True}
    data = uno.Any("[]com.sun.star.beans.PropertyValue", properties(**wishes))
    document.storeToURL(target.as_uri(), properties(FilterName="writer_pdf_Export", FilterData=data))
    document.close(True)


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


if __name__ == "__main__":
    main()
