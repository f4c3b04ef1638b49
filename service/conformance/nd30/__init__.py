"""The rules of Nghị định 30/2020, one function each, named by the identifier of the rule."""
