"""The headers of every answer: what a page may load, and who may keep a copy."""

from flask import Flask, Response, current_app, g, request

POLICY = {
    "default-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "object-src": "'none'",
    # Only a page that devices keep has a worker (docs/decisions/0013-checker.md).
    "worker-src": "'none'",
    "manifest-src": "'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: the check of forms reads it on https.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
WITH_CAMERA = ALWAYS["Permissions-Policy"].replace("camera=()", "camera=(self)")


def init_app(app: Flask) -> None:
    """Put the headers on every answer, errors and files too."""
    always = {"Content-Security-Policy": policy()} | ALWAYS
    if app.config["SESSION_COOKIE_SECURE"]:
        always["Strict-Transport-Security"] = "max-age=31536000"
    app.extensions["headers"] = list(always.items())
    app.after_request(_add)


def policy(**more: str) -> str:
    """The content security policy, with additions for one page: policy(img_src="'self' blob:")."""
    rules = POLICY | {name.replace("_", "-"): value for name, value in more.items()}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _add(response: Response) -> Response:
    # To look for each name alone would go through all headers each time.
    there = {name.lower() for name, _value in response.headers}
    for name, value in current_app.extensions["headers"]:
        if name.lower() not in there:
            response.headers.add(name, value)
    if "Cache-Control" not in response.headers:
        _say_who_may_keep_it(response)
    return response


def _say_who_may_keep_it(response: Response) -> None:
    """Nobody, but for public pages without a form: those are asked for again by their tag."""
    if not _is_public_page(response):
        response.headers["Cache-Control"] = "no-store"
        return
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update({"Cookie", "Accept-Language"})
    response.add_etag(weak=True)
    response.make_conditional(request)


def _is_public_page(response: Response) -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    door = getattr(view, "door", None)
    return (
        door is not None
        and door.everybody
        and request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and not response.direct_passthrough
        and not g.get("csrf_token")
        and g.get("_login_user") is None
        and "Set-Cookie" not in response.headers
        and not request.args.get("lang")
    )
