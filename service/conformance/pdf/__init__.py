"""The drawn side of conformance: what a PDF shows, and the rules that only the finished page can decide."""

from service.conformance.pdf.reading import DrawnSubject, read_pdf

__all__ = ["DrawnSubject", "read_pdf"]
