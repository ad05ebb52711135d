"""Whether the server can listen, asked before it starts: its own refusal is English."""

from __future__ import annotations

import errno
import socket
import sys


def why_not_listen(host: str, port: int) -> str | None:
    """Return in Danish why nothing can listen on ``host`` and ``port``, or None."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as probe:
            if sys.platform != "win32":
                # As the server does: a port that was just left is free.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return f"Porten {port} er optaget; vælg en anden med --port."
        if error.errno == errno.EACCES:
            return f"Porten {port} må ikke bruges; vælg en anden med --port."
        return f"Adressen {host} kan ikke bruges; vælg en anden med --host."
    return None
