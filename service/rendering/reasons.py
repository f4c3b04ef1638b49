"""Why a template is refused or cannot be filled: the values of `reason` in the errors about templates."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """One word for each way in which a template can be wrong."""

    # TemplateUnreadable: the file is not a DOCX that we open
    NOT_ZIP = "not-zip"
    TOO_LARGE = "too-large"  # too many entries, too many bytes, or packed suspiciously well
    ENTRY_NAME = "entry-name"  # a name stands twice, is absolute or climbs out of the archive
    ENTRY_DAMAGED = "entry-damaged"  # overlapping, encrypted, oddly packed or with a wrong checksum
    NOT_DOCX = "not-docx"  # another kind of Office file, or a part that must be there is missing
    XML_MALFORMED = "xml-malformed"
    DOCTYPE = "doctype"

    # TemplateForbidden: something a template may not hold
    ACTIVE_CONTENT = "active-content"  # macros, controls, embedded objects, foreign parts
    EXTERNAL_LINK = "external-link"  # a picture, template or data source outside the file
    PICTURE_FORMAT = "picture-format"  # neither PNG nor JPEG
    FIELD_CODE = "field-code"  # a Word field that reads files or prints paths
    REVISION_MARK = "revision-mark"  # tracked changes
    COMMENT = "comment"  # review comments
    TAG_MISPLACED = "tag-misplaced"  # a tag outside the text that is filled
    TAG_FORBIDDEN = "tag-forbidden"  # {% set %}, {% macro %}, {{p ...}}: tags we do not offer
    EXPRESSION = "expression"  # a call, a sum, a slice ...
    NAME_PRIVATE = "name-private"  # begins with an underscore, or is one of Jinja's own names
    FILTER_UNKNOWN = "filter-unknown"
    TEST_UNKNOWN = "test-unknown"
    LOOP = "loop"  # `loop` outside a loop, or a part of it that we do not offer
    TOO_DEEP = "too-deep"  # blocks or brackets inside one another, beyond all need

    # TemplateSyntaxWrong: a tag is malformed
    TAG_NOT_CLOSED = "tag-not-closed"
    BRACE_STRAY = "brace-stray"  # { or } outside a tag, most often a mistyped tag
    TAG_TOO_LONG = "tag-too-long"
    TAG_UNKNOWN = "tag-unknown"
    TAG_NOT_ALONE = "tag-not-alone"  # {%p %}, {%tr %}, {%tc %}, {%- %} beside words that would be lost
    BLOCK_NOT_CLOSED = "block-not-closed"
    BLOCK_NOT_OPEN = "block-not-open"
    BLOCK_CROSSES = "block-crosses"  # begins in a paragraph, row or cell and does not end in such a one
    BLOCKS_CROSSED = "blocks-crossed"  # one begins within another and ends outside it
    DELIMITER_WRONG = "delimiter-wrong"  # { { x } }, {x}: what is meant is clear
    FILTER_ARGUMENTS = "filter-arguments"
    SYNTAX = "syntax"

    # TemplateFailed: valid data do not fit
    VALUE_UNDEFINED = "value-undefined"
    VALUE_EMPTY = "value-empty"  # null printed without `default` or a condition
    VALUE_UNSUITABLE = (
        "value-unsuitable"  # a list, mapping or truth value printed, or a wrong type for a filter
    )
    OUTPUT_TOO_LARGE = "output-too-large"
