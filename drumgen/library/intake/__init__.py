"""How sounds come in: those that are kept, and files of the user's folders."""
