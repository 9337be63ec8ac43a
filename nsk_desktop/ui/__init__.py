"""The window: pages, forms, tables and the widgets they are made of. With app.py the only place that knows Qt."""

from nsk_desktop.ui.immortal import keep_constants_alive
from nsk_desktop.ui.raised import keep_errors_whole

keep_constants_alive()
keep_errors_whole()
