"""The window of the desk: pages that show, presenters that decide, widgets that know nothing of permits."""
