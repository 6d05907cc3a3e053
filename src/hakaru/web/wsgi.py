"""The application for a WSGI server: `hakaru.web.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hakaru.web.settings")
application = get_wsgi_application()
