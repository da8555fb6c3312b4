"""How the web server runs the app: one place for `make run`, the Procfile and the tests.

PORT and WEB_CONCURRENCY are read by gunicorn itself. The app is loaded once, before the workers are forked,
so that they share its memory; threads keep connections open between a reader's clicks.
"""

preload_app = True
control_socket_disable = True  # several may run beside each other, and nothing is written to the home folder
worker_class = "gthread"
threads = 4
keepalive = 15
timeout = 60
limit_request_line = 8190  # the most gunicorn allows: what is too long is told by the app, in its own words
graceful_timeout = 10
accesslog = None  # no address of a reader, and nothing a reader searched for, is written down
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(b)s %(L)s"  # nor by an access log that somebody turns on
errorlog = "-"
loglevel = "warning"


def post_worker_init(worker):
    """Serve what is published now and from now on, and make the newest answers while nobody waits for them."""
    from app import server
    from callbacks.metrics import count_in_row
    from callbacks.warm import warm_aside
    from callbacks.watch import watch_aside

    count_in_row(server, worker.age)
    watch_aside(server)
    warm_aside(server)
