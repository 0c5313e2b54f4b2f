"""Socket Mode: the same Bolt app over two outgoing connections, for a machine with no public address (F12)."""

from __future__ import annotations

from threading import BoundedSemaphore, Thread

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.afterwards import collecting
from bot.front_door import ORDINARY, THREADS, is_safety
from bot.in_hand import InHand

log = structlog.get_logger()

CONNECTIONS = 2


class Sockets:
    """Two connections, so that a refresh or a drop of one is served by the other."""

    def __init__(
        self, app: App, app_token: str, web_client: WebClient, in_hand: InHand, ping_every: float = 5.0
    ) -> None:
        """`ping_every`: seconds; a connection that is silent for four of them is opened anew."""
        self.app, self.in_hand, self.ping_every = app, in_hand, ping_every
        self.closed = False
        self._room = BoundedSemaphore(ORDINARY)
        self.clients = [self._client(app_token, web_client) for _ in range(CONNECTIONS)]

    def _client(self, app_token: str, web_client: WebClient) -> SocketModeClient:
        client = SocketModeClient(
            app_token=app_token, web_client=web_client, concurrency=THREADS, ping_interval=self.ping_every
        )
        client.socket_mode_request_listeners.append(self._heard)
        return client

    def _heard(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        """Safety requests always find a thread; what is too many besides gets no answer, which Slack shows (F04)."""
        if is_safety(request.payload):
            self._answer(client, request)
        elif self._room.acquire(blocking=False):
            try:
                self._answer(client, request)
            finally:
                self._room.release()

    def _answer(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        if self.closed:
            return  # left unanswered: Slack shows the person that it did not work
        self.in_hand.take_up()
        try:
            with collecting() as queue:
                answer = run_bolt_app(self.app, request)
            send_response(client, request, answer, 0.0)
            for work in queue if answer.status == 200 else ():
                self.in_hand.begin(work)
        finally:
            self.in_hand.put_down()

    def connect(self) -> None:
        """Open the connections; the SDK keeps reopening each of them from here on."""
        for client in self.clients:
            client.connect()

    def connected(self) -> bool:
        """Whether at least one connection stands."""
        return any(client.is_connected() for client in self.clients)

    def stop_hearing(self) -> None:
        """Take nothing new; what is in hand is still answered."""
        self.closed = True

    def close(self) -> None:
        """Close them for good, all at once: each may wait seconds for the frame that it is reading."""
        closing = [Thread(target=_close, args=(client,), name="socket-close") for client in self.clients]
        for one in closing:
            one.start()
        for one in closing:
            one.join()


def _close(client: SocketModeClient) -> None:
    try:
        client.close()
    except Exception as failed:  # noqa: BLE001 - one that breaks while it closes must not keep the process from ending
        log.warning("socket_not_closed", error=type(failed).__name__)
