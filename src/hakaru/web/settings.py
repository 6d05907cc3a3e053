"""Settings of the web application; what differs between sites comes from the environment.

DATABASE_URL          postgres://… or sqlite:///…; unset: hakaru.sqlite3 in the data directory
HAKARU_DATA           the data directory; unset: the user's own (~/.local/share/hakaru and alike)
HAKARU_SECRET_KEY     signs sessions; unset: a random key kept in the data directory
HAKARU_HOSTS          names the site is reached by, separated by commas; localhost is always one
HAKARU_HTTPS          on where the site is served over HTTPS: cookies and browsers then insist on it
HAKARU_PROXY_HTTPS    on where a proxy in front says so in X-Forwarded-Proto
HAKARU_DESK           on where one person works at this machine: the workbench, without accounts
HAKARU_DESK_NAME      who works there, for the log; unset: the name of the computer's user
HAKARU_UPLOAD_MB      the largest upload in megabytes; unset: 50
HAKARU_PROCESSES      how many processes `hakaru serve` answers with, where the platform can fork;
                      unset: one at a desk, else one a core, four at most
HAKARU_AREA           outlines of the members for the map: a GeoJSON file, or a folder of them
HAKARU_DEBUG          on for whoever develops; never on a site
"""

import os
from pathlib import Path
from typing import cast

from django.utils.functional import SimpleLazyObject

from hakaru.web import environment

_HERE = Path(__file__).resolve().parent
_HTTPS = environment.switch(os.environ, "HAKARU_HTTPS")

DATA = environment.data_directory(os.environ)
DEBUG = environment.switch(os.environ, "HAKARU_DEBUG")
DESK = environment.switch(os.environ, "HAKARU_DESK")
DESK_NAME = os.environ.get("HAKARU_DESK_NAME", "").strip()
AREA = environment.path(os.environ, "HAKARU_AREA")
# Made at its first use: reading the settings writes nothing.
SECRET_KEY = cast("str", SimpleLazyObject(lambda: environment.secret_key(os.environ, DATA)))
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *environment.words(os.environ, "HAKARU_HOSTS")]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS[3:] if _HTTPS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "hakaru.store",
    "hakaru.web",
]

MIDDLEWARE = [
    "hakaru.web.security.ContentPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hakaru.web.language.LanguageMiddleware",
    "hakaru.web.limits.UploadLimitMiddleware",
    "hakaru.web.api.frame.ApiMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "hakaru.web.urls"
WSGI_APPLICATION = "hakaru.web.wsgi.application"

DATABASES = {"default": environment.database(os.environ.get("DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "hakaru.web.jinja.environment",
            "context_processors": ["hakaru.web.jinja.page_context"],
        },
    },
]

# Language and time: Japanese unless the reader asks for English; days are days of Japan.
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"

# Files of the site itself. Names carry no digest while developing and testing.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True

# Uploads: UPLOAD_LIMIT bytes at most, for the server to refuse; large ones go to disk.
_MEGABYTE = 1024 * 1024
UPLOAD_LIMIT = environment.megabytes(os.environ, "HAKARU_UPLOAD_MB", default=50) * _MEGABYTE
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * _MEGABYTE
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * _MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]

# Security. The policy on content is set by a middleware of the web app.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HTTPS else 0
X_FRAME_OPTIONS = "DENY"
if environment.switch(os.environ, "HAKARU_PROXY_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
