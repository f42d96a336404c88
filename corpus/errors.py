"""The root of the errors that a user can mend."""


class UserError(Exception):
    """Something the user can mend. The message is in Danish: what, where, and what to do next."""
