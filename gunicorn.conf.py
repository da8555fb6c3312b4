"""How the web server runs the app: one place for `make run`, the Procfile and the tests.

PORT and WEB_CONCURRENCY are read by gunicorn itself. The app is loaded once, before the workers are forked,
so that they share its memory; threads keep connections open between a reader's clicks.

Until they are forked nothing is looked for that could be thrown away: reading a snapshot makes much and throws away
little, and a worker that looked through what it shares with the others would copy it.
"""

import gc
import os

gc.disable()
# Arrow's own pool keeps what reading the snapshot took, 15 MB and more in each worker; the system's gives it back.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

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


def when_ready(_master):
    """Make what the first answer needs, before there are workers: they share it, and no reader waits for it."""
    from app import server
    from callbacks.warm import answer_once

    answer_once(server)


def pre_fork(_master, _worker):
    """Set what the workers are to share apart from what they will look through."""
    gc.freeze()


def post_fork(_master, _worker):
    """Let a worker find what it can throw away of its own."""
    gc.enable()


def post_worker_init(worker):
    """Serve what is published now and from now on, and make the newest answers while nobody waits for them."""
    from app import server
    from callbacks.metrics import count_in_row
    from callbacks.warm import warm_aside
    from callbacks.watch import watch_aside

    count_in_row(server, worker.age)
    watch_aside(server)
    warm_aside(server)
