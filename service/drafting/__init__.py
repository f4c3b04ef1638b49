"""What one document says: the facts of an inspection arranged for a template."""

from service.drafting.compose import compose
from service.drafting.data import Data, data_schema, describe_path

__all__ = ["Data", "compose", "data_schema", "describe_path"]
