"""A Bot API server for tests: real HTTP on the loopback, strict where Telegram is strict.

A bot connects with the base address ``http://127.0.0.1:PORT/bot``; a test plays the people
through ``/drive/*``. Run it as ``python -m fakegram --port 0`` from this folder's parent; the
first line it prints is its port. Refusals have Telegram's own wording where it is known; one
that begins with "fake:" is of something that Telegram would take and change in silence.
"""
