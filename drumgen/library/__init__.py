"""The library: sounds that were kept and folders of the user's own samples, searched by text and by ear."""
