"""The window around the views: its menus, the user's commands, and what reacts to what."""
