"""Text -> documents: plain values, and the place of every key and value. The only room that knows ruamel.yaml."""

from orglint.document.comments import Comment
from orglint.document.document import Data, Document
from orglint.document.parsers import fast_is_there
from orglint.document.reader import ReadFile, read

__all__ = ["Comment", "Data", "Document", "ReadFile", "fast_is_there", "read"]
