"""The web application: routes, login, errors and headers around one service."""

from urllib.parse import urlsplit

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from flask_wtf.csrf import CSRFProtect

from service.app import Service
from service.web.address import check_addresses
from service.web.api.rooms import ROOMS
from service.web.authentication import check_rules, guard, public
from service.web.body import LARGEST_REQUEST, read_bodies
from service.web.current import SERVICE, WAKE
from service.web.description import describe
from service.web.errors import ProblemShape, document_refused, tell_errors
from service.web.headers import set_headers
from service.web.pages.register import add_pages


def create_app(service: Service) -> OpenAPI:
    """The application of one process. Whoever runs the timer sets `extensions["moedeklar.wake"]`."""
    app = OpenAPI(
        "service.web",
        info=Info(title="Mødeklar", version="1"),
        security_schemes={"token": {"type": "http", "scheme": "bearer"}},
        validation_error_model=ProblemShape,
        validation_error_callback=document_refused,
        doc_ui=False,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's own provider has it
    app.extensions[SERVICE] = service
    app.extensions[WAKE] = lambda: None
    _configure(app, service)
    check_addresses(app)
    guard(app)
    read_bodies(app)
    csrf = CSRFProtect(app)
    tell_errors(app)
    set_headers(app)
    for api in ROOMS:
        app.register_api(api)
        csrf.exempt(api)
    describe(app)
    add_pages(app)
    public(app.view_functions["static"])
    check_rules(app)
    return app


def _configure(app: OpenAPI, service: Service) -> None:
    web = service.settings.web
    app.config.update(
        SECRET_KEY=service.master.derive("sessions"),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        SESSION_COOKIE_NAME="moedeklar",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=web.base_url.startswith("https:"),
        TRUSTED_HOSTS=sorted(
            {"localhost", "127.0.0.1", web.host, urlsplit(web.base_url).hostname or web.host}
        ),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # it asks over https for a referrer, and we have browsers send none
    )
