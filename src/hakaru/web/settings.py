"""Settings of the web application; everything that differs between sites comes from the environment."""

SECRET_KEY = "only-until-the-web-room-is-furnished"
INSTALLED_APPS: list[str] = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
