"""Every error the service can report, as one tree.

An error is a code, who can put it right, and plain facts. It knows no HTTP, no exit code and no
Vietnamese sentence: `web/problems.py`, `cli/console.py` and `messages/` hold one table each.

    ServiceError
    ├── ClerkError              the person entering data
    │   ├── DataInvalid             data-invalid          every fault of the data at once
    │   ├── JsonMalformed           json-malformed        not JSON at all, or a key stands twice
    │   ├── KindUnknown             kind-unknown
    │   ├── UnitUnknown             unit-unknown
    │   ├── UnitMissing             unit-missing          the kind is made per unit, none was named
    │   ├── UnitNotAllowed          unit-not-allowed      the kind is made once, a unit was named
    │   ├── FormatUnknown           format-unknown
    │   ├── RequestTooLarge         request-too-large
    │   ├── WorkbookUnreadable      workbook-unreadable   an XLSX that is not read at all
    │   ├── DocumentUnreadable      document-unreadable   a DOCX or PDF to be measured
    │   ├── FileMissing             file-missing          (page) no file was chosen
    │   ├── FileUnfit               file-unfit            (page) neither a workbook nor JSON
    │   ├── FirstNumberUnfit        first-number-unfit    (page) no number, or for several kinds at once
    │   ├── NothingChosen           nothing-chosen        (page) no document was chosen
    │   ├── FileUnreadable          file-unreadable       (command line) the inspection file
    │   └── OutputUnwritable        output-unwritable     (command line) the output path
    ├── EditorError             the person writing templates
    │   ├── KindBroken              kind-broken           kind.toml or a file of the folder
    │   ├── RegisterBroken          register-broken       days off, legal acts or bodies
    │   ├── TemplateUnreadable      template-unreadable   not a DOCX
    │   ├── TemplateSyntaxWrong     template-syntax
    │   ├── TemplateForbidden       template-forbidden    an expression the sandbox does not allow
    │   ├── PlaceholderUnknown      placeholder-unknown
    │   ├── TemplateFailed          template-failed       filling it went wrong
    │   ├── TemplateChanged         template-changed      a revision of what is no longer in use
    │   └── RevisionRefused         revision-refused      a revision with findings that forbid it
    └── OperatorError           the person running the service
        ├── SettingInvalid          setting-invalid
        ├── FontUnsuitable          font-unsuitable
        ├── TemplatesUnwritable     templates-unwritable  an accepted revision cannot be stored
        ├── OfficeUnavailable       office-unavailable    cannot be started, or is stopping
        ├── OfficeBusy              office-busy           queue full, or the wait was too long
        ├── ConversionTimedOut      conversion-timed-out
        ├── ConversionFailed        conversion-failed
        └── ResultRejected          result-rejected       a PDF was made but is not what was asked for
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any, ClassVar


class Fixer(Enum):
    """Who can put an error right."""

    CLERK = "clerk"
    EDITOR = "editor"
    OPERATOR = "operator"


@dataclass(eq=False)
class ServiceError(Exception):
    """The root: facts are the dataclass fields, all of them JSON values or data faults."""

    code: ClassVar[str]
    fixer: ClassVar[Fixer]

    def __str__(self) -> str:
        facts = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self))
        return f"{self.code}: {facts}" if facts else self.code

    def __reduce__(self) -> tuple[type[ServiceError], tuple[Any, ...]]:
        """Rebuilds the error from its facts, so that it crosses process borders whole."""
        return type(self), tuple(getattr(self, f.name) for f in fields(self))

    @property
    def facts(self) -> dict[str, Any]:
        """The facts by name, for messages and logs."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True)
class DataFault:
    """One thing wrong with the data.

    `pointer` is a JSON pointer as a URI fragment (`#/units/3/visit/start`), `code` a key of the
    sentences in `messages/`, `label` the field's Vietnamese title, `facts` what the sentence needs.
    """

    pointer: str
    code: str
    label: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class ClerkError(ServiceError):
    """An error that the person entering data can put right."""

    fixer = Fixer.CLERK


class EditorError(ServiceError):
    """An error that the person writing templates can put right."""

    fixer = Fixer.EDITOR


class OperatorError(ServiceError):
    """An error that the person running the service can put right; trying again is fine."""

    fixer = Fixer.OPERATOR


@dataclass(eq=False)
class DataInvalid(ClerkError):
    """The data do not describe what was asked for (dữ liệu chưa đúng); holds every fault found."""

    code = "data-invalid"
    faults: tuple[DataFault, ...]


@dataclass(eq=False)
class JsonMalformed(ClerkError):
    """The text is not JSON, or a key stands twice in one object (không phải JSON hợp lệ)."""

    code = "json-malformed"
    reason: str  # syntax, encoding, duplicate-key, not-finite, surrogate, too-deep, integer-too-long
    line: int | None = None
    column: int | None = None
    key: str | None = None


@dataclass(eq=False)
class KindUnknown(ClerkError):
    """There is no such kind of document (loại văn bản không có)."""

    code = "kind-unknown"
    kind: str
    known: tuple[str, ...]


@dataclass(eq=False)
class UnitUnknown(ClerkError):
    """The inspection has no unit with this id (không có đơn vị này)."""

    code = "unit-unknown"
    unit: str
    known: tuple[str, ...]


@dataclass(eq=False)
class UnitMissing(ClerkError):
    """The kind is made per unit and no unit was named (chưa chọn đơn vị)."""

    code = "unit-missing"
    kind: str
    known: tuple[str, ...]


@dataclass(eq=False)
class UnitNotAllowed(ClerkError):
    """The kind is made once per inspection, yet a unit was named (văn bản này không lập theo đơn vị)."""

    code = "unit-not-allowed"
    kind: str
    unit: str


@dataclass(eq=False)
class FormatUnknown(ClerkError):
    """Neither docx, pdf nor both was asked for (định dạng không có)."""

    code = "format-unknown"
    format: str
    known: tuple[str, ...]


@dataclass(eq=False)
class RequestTooLarge(ClerkError):
    """The body is larger than the service takes (dữ liệu gửi lên quá lớn)."""

    code = "request-too-large"
    limit_bytes: int


@dataclass(eq=False)
class WorkbookUnreadable(ClerkError):
    """A workbook is not a plain XLSX, or holds what may be dangerous (không đọc được bảng tính)."""

    code = "workbook-unreadable"
    reason: str


@dataclass(eq=False)
class DocumentUnreadable(ClerkError):
    """A document to be measured cannot be read, or must not be (không đọc được văn bản)."""

    code = "document-unreadable"
    reason: str


@dataclass(eq=False)
class FileMissing(ClerkError):
    """A form was sent without the file that it is about (chưa chọn tệp)."""

    code = "file-missing"


@dataclass(eq=False)
class FileUnfit(ClerkError):
    """The file chosen on the page is neither a workbook nor JSON (tệp chọn nhầm)."""

    code = "file-unfit"
    name: str
    reason: str  # empty, other


@dataclass(eq=False)
class FirstNumberUnfit(ClerkError):
    """The first number on the page cannot be used (số bắt đầu không dùng được)."""

    code = "first-number-unfit"
    reason: str  # no-number, several-kinds


@dataclass(eq=False)
class NothingChosen(ClerkError):
    """A form asks for documents and names none (chưa chọn văn bản)."""

    code = "nothing-chosen"


@dataclass(eq=False)
class FileUnreadable(ClerkError):
    """A file named on the command line cannot be read (không đọc được tệp)."""

    code = "file-unreadable"
    path: str
    reason: str


@dataclass(eq=False)
class OutputUnwritable(ClerkError):
    """A result cannot be written where it was asked for (không ghi được tệp kết quả)."""

    code = "output-unwritable"
    path: str
    reason: str


@dataclass(eq=False)
class KindBroken(EditorError):
    """A kind's folder cannot be used (thư mục loại văn bản có lỗi)."""

    code = "kind-broken"
    kind: str
    reason: str  # for the log, in English
    places: tuple[Mapping[str, Any], ...] = ()  # in its kind.toml: line, field, code and what that needs


@dataclass(eq=False)
class RegisterBroken(EditorError):
    """A register of days off, legal acts or bodies cannot be used (danh mục tra cứu có lỗi)."""

    code = "register-broken"
    file: str
    entry: int | None
    reason: str
    names: tuple[str, ...] = ()  # of the values of the entry that are wrong
    line: int | None = None
    column: int | None = None


@dataclass(eq=False)
class TemplateUnreadable(EditorError):
    """A template is not a readable DOCX (không mở được tệp mẫu)."""

    code = "template-unreadable"
    template: str
    reason: str


@dataclass(eq=False)
class TemplateSyntaxWrong(EditorError):
    """A tag of a template is malformed (thẻ trong mẫu sai cú pháp)."""

    code = "template-syntax"
    template: str
    place: str
    quote: str
    reason: str


@dataclass(eq=False)
class TemplateForbidden(EditorError):
    """A template uses an expression that templates may not use (biểu thức không được phép)."""

    code = "template-forbidden"
    template: str
    place: str
    quote: str
    reason: str


@dataclass(eq=False)
class PlaceholderUnknown(EditorError):
    """A template asks for a value that its schema does not define (trường không có trong lược đồ dữ liệu)."""

    code = "placeholder-unknown"
    template: str
    place: str
    placeholder: str


@dataclass(eq=False)
class TemplateFailed(EditorError):
    """A template cannot be filled with valid data (không điền được mẫu)."""

    code = "template-failed"
    template: str
    place: str
    quote: str
    reason: str


@dataclass(eq=False)
class TemplateChanged(EditorError):
    """A revision began with a template that is no longer in use (mẫu đã được người khác thay)."""

    code = "template-changed"
    kind: str
    in_use: str  # its fingerprint


@dataclass(eq=False)
class RevisionRefused(EditorError):
    """A revised template has findings that forbid its use (bản sửa chưa dùng được); holds all of them."""

    code = "revision-refused"
    kind: str
    findings: tuple[Any, ...]  # of `service/revisions`


@dataclass(eq=False)
class SettingInvalid(OperatorError):
    """A setting of the service is wrong (cấu hình sai)."""

    code = "setting-invalid"
    setting: str
    reason: str


@dataclass(eq=False)
class FontUnsuitable(OperatorError):
    """The name Times New Roman does not resolve to itself or a metric twin (phông chữ không đúng)."""

    code = "font-unsuitable"
    wanted: str
    found: str


@dataclass(eq=False)
class TemplatesUnwritable(OperatorError):
    """An accepted template cannot be written into its folder (không ghi được thư mục mẫu)."""

    code = "templates-unwritable"
    kind: str
    reason: str  # no-permission, no-space, file-system


@dataclass(eq=False)
class OfficeUnavailable(OperatorError):
    """LibreOffice cannot be started, or the service is stopping (bộ chuyển đổi chưa sẵn sàng)."""

    code = "office-unavailable"
    reason: str


@dataclass(eq=False)
class OfficeBusy(OperatorError):
    """All offices are at work and the queue is full, or the wait took too long (hệ thống đang bận)."""

    code = "office-busy"
    reason: str  # "queue-full", "wait-too-long"


@dataclass(eq=False)
class ConversionTimedOut(OperatorError):
    """A conversion took longer than allowed, twice (chuyển đổi quá thời gian)."""

    code = "conversion-timed-out"
    seconds: float
    document: str | None = None  # the SHA-256 of its DOCX


@dataclass(eq=False)
class ConversionFailed(OperatorError):
    """LibreOffice died on, or refused, a document on two offices in a row (không chuyển đổi được)."""

    code = "conversion-failed"
    reason: str  # "refused", "office-lost", "set-aside": not tried again so soon
    document: str | None = None  # the SHA-256 of its DOCX


@dataclass(eq=False)
class ResultRejected(OperatorError):
    """A PDF was made, but it is not what was asked for (kết quả chuyển đổi không đạt)."""

    code = "result-rejected"
    reason: str
