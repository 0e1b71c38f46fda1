"""Sends what Segment's SDK for Python sends, see README.md. Needs nothing but Python itself."""

import json
import sys
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timezone

url, key, prefix, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])


def say(word):
    print(word, flush=True)


def now():
    return datetime.now(tz=timezone.utc).isoformat(timespec="milliseconds")


def message(i):
    user = f"{prefix}-user-{i // 10 % 20}"
    common = {
        "integrations": {},
        "anonymousId": None,
        "timestamp": now(),
        "context": {"library": {"name": "analytics-python", "version": "2.3.0"}},
        "userId": user,
        "messageId": str(uuid.uuid4()),
    }
    by_kind = {
        0: {"type": "identify", "traits": {"plan": "Pro", "email": user + "@example.com", "number": i}},
        1: {"type": "page", "name": "Pricing", "category": None, "properties": {"number": i}},
        2: {"type": "screen", "name": "Home", "category": None, "properties": {"number": i}},
        3: {"type": "group", "groupId": f"org-{i % 3}", "traits": {"name": "Acme"}},
        4: {"type": "alias", "previousId": f"{prefix}-visitor-{i}"},
    }
    track = {"type": "track", "event": "Style Widget", "properties": {"number": i, "wïth": "😀"}}
    return {**common, **by_kind.get(i % 10, track)}


def post(batch):
    body = {"batch": batch, "sentAt": now(), "writeKey": key}
    request = urllib.request.Request(
        url + "/v1/batch",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "User-Agent": "analytics-python/2.3.0"},
    )
    with urllib.request.urlopen(request, timeout=15) as answer:
        assert answer.status == 200, answer.status


def upload(batch):
    delay = 0.5
    for attempt in range(20):
        try:
            post(batch)
            return
        except urllib.error.HTTPError as refused:
            payload = json.loads(refused.read())
            told = f"[Segment] {payload['code']}: {payload['message']} ({refused.code})"
            if 400 <= refused.code < 500 and refused.code != 429:
                say("error " + told)
                return
            delay = float(refused.headers["Retry-After"])
        except OSError:
            delay = min(delay * 2, 10)
        time.sleep(delay)
    say("error given up")


def send(start, end):
    for first in range(start, end, 100):
        upload([message(i) for i in range(first, min(first + 100, end))])


send(0, count // 2)
say("half")
sys.stdin.readline()
say("sent")
send(count // 2, count)
sys.stdin.readline()
