"""The window: pages, forms, tables and the widgets they are made of. With app.py the only place that knows Qt."""

from nsk_desktop.ui.immortal import keep_none_alive

keep_none_alive()
