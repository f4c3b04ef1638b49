"""Runs unoserver beside one LibreOffice, without its fixed sleeps and without a visible frame.

Started by `office.py` with the system's Python, which has `uno`, and never imported by the service. Its
working directory is the office's own folder. It says `office PID` and `ready` on its output; when its
input ends, the service has died, and it takes LibreOffice and the folder with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from xmlrpc.server import SimpleXMLRPCRequestHandler, SimpleXMLRPCServer

PLAN: dict[str, Any] = json.loads(sys.argv[1])
sys.path.append(PLAN["library"])  # nothing but unoserver is in there

import uno  # noqa: E402
from com.sun.star.beans import PropertyValue  # noqa: E402
from com.sun.star.connection import NoConnectException  # noqa: E402
from com.sun.star.lang import IllegalArgumentException  # noqa: E402
from com.sun.star.uno import RuntimeException  # noqa: E402
from unoserver import comparer, converter, server  # noqa: E402

RESTART_WANTED = 81  # soffice.bin has prepared a new profile and asks to be started again
POLL_SECONDS = 0.02
DYING_SECONDS = 5
SAFE_LOADING = {"Hidden": True, "UpdateDocMode": 0, "MacroExecutionMode": 0}  # NO_UPDATE, NEVER_EXECUTE


class _KeptConnection(SimpleXMLRPCRequestHandler):
    """Keeps the connection open between requests."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = False  # a TCP option, refused by a socket that is a file


class _LocalServer(SimpleXMLRPCServer):
    """An XML-RPC server on a socket that is a file in a folder nobody else can enter."""

    address_family = socket.AF_UNIX

    def __init__(self, address: tuple[str, int], allow_none: bool) -> None:
        path: Any = address[0]
        super().__init__(path, _KeptConnection, logRequests=False, allow_none=allow_none)

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        _say("ready")
        super().serve_forever(poll_interval)


class _HiddenDesktop:
    """LibreOffice's desktop, loading every document in a new hidden frame: a visible one costs time."""

    def __init__(self, desktop: Any) -> None:
        self._desktop = desktop

    def loadComponentFromURL(self, url: str, _frame: str, flags: int, wishes: tuple[Any, ...]) -> Any:  # noqa: N802
        ours = tuple(PropertyValue(Name=name, Value=value) for name, value in SAFE_LOADING.items())
        document = self._desktop.loadComponentFromURL(url, "_blank", flags, wishes + ours)
        if document is not None and document.supportsService("com.sun.star.text.TextDocument"):
            _lay_out_anew(document)
        return document


def _lay_out_anew(document: Any) -> None:
    """Makes LibreOffice forget its first layout and place all paragraphs and tables from front to back.

    While loading it gives every page 20 or 25 paragraphs and table rows by guess, and moves them only
    afterwards; one that is to be kept with the next stays behind at the foot of its page if the guess was
    right. Put into a text section and taken out again, they are placed once more, without guessing, and the
    document is as before. The lock keeps LibreOffice's timers from laying out what lies in between.
    """
    document.lockControllers()
    cursor = document.Text.createTextCursor()
    cursor.gotoStart(False)
    cursor.gotoEnd(True)
    section = document.createInstance("com.sun.star.text.TextSection")
    # Text that no section can hold keeps its first layout: it ends with a table, as no file of Word's does.
    with contextlib.suppress(IllegalArgumentException, RuntimeException):
        document.Text.insertTextContent(cursor, section, True)
        section.dispose()
    document.unlockControllers()


class _HiddenConverter(converter.UnoConverter):  # type: ignore[misc]  # unoserver has no types
    """unoserver's converter, reached over a named pipe instead of a port open to every user."""

    def __init__(self, interface: str, port: str, temp_dir: str | None = None) -> None:
        self.local_context = uno.getComponentContext()
        self.context = _connect(self.local_context, pipe=port)
        self.service = self.context.ServiceManager
        self.desktop = _HiddenDesktop(self._create("com.sun.star.frame.Desktop"))
        self.filter_service = self._create("com.sun.star.document.FilterFactory")
        self.type_service = self._create("com.sun.star.document.TypeDetection")
        self.temp_dir = temp_dir
        self._import_filters = self._export_filters = None

    def _create(self, name: str) -> Any:
        return self.service.createInstanceWithContext(name, self.context)


class _NoComparer:
    """Stands where unoserver would open a second connection to compare documents, which nobody asks for."""

    def __init__(self, interface: str, port: str) -> None:
        pass


class _Server(server.UnoServer):  # type: ignore[misc]  # unoserver has no types
    """unoserver's server, ready when LibreOffice is and gone when LibreOffice is."""

    def start(self, executable: str) -> None:
        self._launch(executable)
        threading.Thread(target=self._follow_office, args=(executable,), daemon=True).start()
        threading.Thread(target=self._follow_service, daemon=True).start()
        self.serve()

    def _launch(self, executable: str) -> None:
        self.libreoffice_process = subprocess.Popen(  # noqa: S603
            [
                executable,
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                f"-env:UserInstallation={self.user_installation}",
                f"--accept=pipe,name={self.uno_port};urp;StarOffice.ComponentContext",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        _say(f"office {self.libreoffice_process.pid}")

    def _follow_office(self, executable: str) -> None:
        while self.libreoffice_process.wait() == RESTART_WANTED:
            self._launch(executable)
        if not self.intentional_exit:
            os._exit(1)

    def _follow_service(self) -> None:
        sys.stdin.buffer.read()
        self.intentional_exit = True
        try:
            folder = Path.cwd()
            self.libreoffice_process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.libreoffice_process.wait(DYING_SECONDS)  # until then it may still be writing files
            shutil.rmtree(folder, ignore_errors=True)
            for left in map(Path, PLAN["leftovers"]):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # other offices are in there, or one has just removed it
                folder.parent.rmdir()
        finally:
            os.killpg(0, signal.SIGKILL)  # a LibreOffice that asked to be started again too, and this process


def _connect(local: Any, pipe: str) -> Any:
    """LibreOffice's component context, as soon as it listens; the time limit is the service's."""
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(POLL_SECONDS)


def _say(line: str) -> None:
    with contextlib.suppress(BrokenPipeError):  # the service has died; its input has ended too
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def main() -> None:
    """Puts our subclasses where unoserver looks for its own classes, and serves."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold a document
    resource.setrlimit(resource.RLIMIT_DATA, (PLAN["data_limit_bytes"],) * 2)
    server.XMLRPCServer = _LocalServer
    converter.UnoConverter = _HiddenConverter
    comparer.UnoComparer = _NoComparer
    _Server(
        interface=PLAN["socket"], port="0", uno_port=PLAN["pipe"], user_installation=PLAN["profile"]
    ).start(PLAN["soffice"])


if __name__ == "__main__":
    main()
