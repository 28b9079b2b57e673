"""A small partner of the exchange (docs/exchange.md), with nothing but Python 3.9.

Give LAPOR! the address of this server as your link's:
  LAPOR_URL=https://lapor.example.go.id LAPOR_KEY=lapor_sys_… LAPOR_SECRET=whsec_… python3 exchange-partner.py 8080
It accepts what is offered and keeps it in partner.db. Your people then say what they did:
  LAPOR_URL=… LAPOR_KEY=… python3 exchange-partner.py answer KAB-1 "Lampu sudah kami ganti."
"""

import base64, hashlib, hmac, json, os, pathlib, sqlite3, sys, time, urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

ME = "simpel-kabupaten"
db = sqlite3.connect(pathlib.Path(__file__).with_name("partner.db"))
db.execute(
    "create table if not exists reports (id integer primary key, origin text unique, hops text,"
    " sent integer default 0, heard integer default 0)"
)


def is_signed(headers, body: bytes) -> bool:
    """Standard Webhooks: HMAC-SHA256 of "id.timestamp.body" by the secret, and not older than five minutes."""
    key = base64.b64decode(os.environ["LAPOR_SECRET"].removeprefix("whsec_"))
    sent_at = headers.get("webhook-timestamp", "0")
    signed = f"{headers.get('webhook-id')}.{sent_at}.".encode() + body
    right = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(right, one) for one in given) and abs(time.time() - int(sent_at)) <= 300


def say(report_id: int, kind: str, **more):
    """Say something of a report. The id is made of its number and seq: sent again it is the same message."""
    origin, hops, sent, heard = db.execute(
        "select origin, hops, sent, heard from reports where id = ?", [report_id]
    ).fetchone()
    message = {
        "id": f"{ME}-KAB-{report_id}-{sent + 1}",
        "type": f"exchange.{kind}",
        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "data": {
            "from": ME,
            "origin": json.loads(origin),
            "hops": [*json.loads(hops), ME],
            "number": f"KAB-{report_id}",
            "seq": sent + 1,
            "saw": heard,
            **more,
        },
    }
    request = urllib.request.Request(
        os.environ["LAPOR_URL"] + "/api/v1/exchange/messages",
        json.dumps(message).encode(),
        {"authorization": "Bearer " + os.environ["LAPOR_KEY"], "content-type": "application/json"},
    )
    # An error here means that it was not taken in: it is not counted, and said once more later.
    with urllib.request.urlopen(request, timeout=30) as answer:
        result = json.load(answer)
    db.execute("update reports set sent = sent + 1 where id = ?", [report_id])
    db.commit()
    return result


def hear(message):
    data = message["data"]
    origin = json.dumps(data["origin"], sort_keys=True)
    if message["type"] == "exchange.offer":
        db.execute("insert or ignore into reports (origin, hops) values (?, ?)", [origin, json.dumps(data["hops"])])
    row = db.execute("select id, heard, sent from reports where origin = ?", [origin]).fetchone()
    if row is None:
        return {"outcome": "refused", "reason": "unknown_report", "number": None, "repeated": False}
    report_id, heard, sent = row
    # LAPOR! sends the messages of a report in their order, each after the one before has arrived.
    repeated = data["seq"] <= heard
    if not repeated:
        print(message["type"], (data.get("report") or {}).get("title"), data.get("text"), flush=True)
        db.execute("update reports set heard = ? where id = ?", [data["seq"], report_id])
    db.commit()
    if message["type"] == "exchange.offer" and sent == 0:
        say(report_id, "accept")
    return {"outcome": "applied", "reason": None, "number": f"KAB-{report_id}", "repeated": repeated}


class Partner(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        ok = is_signed(self.headers, body)
        answer = json.dumps(hear(json.loads(body)) if ok else {}).encode()
        self.send_response(200 if ok else 401)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


if len(sys.argv) == 4:
    _, kind, number, text = sys.argv
    print(say(int(number.removeprefix("KAB-")), kind, text=text))
else:
    HTTPServer(("", int(sys.argv[1])), Partner).serve_forever()
