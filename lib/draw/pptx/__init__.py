"""Cards as slides that PowerPoint can edit: native text, charts, tables, and maps of shapes."""
