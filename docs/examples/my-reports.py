"""What a reporter sees at /saya, in a terminal, with nothing but Python 3.9.

  LAPOR_URL=https://lapor.example.go.id python3 my-reports.py 081234567890

It asks for the code that is sent to the contact, shows the reports of that person, and ends the token again.
"""

import json, os, sys, urllib.error, urllib.request

URL = os.environ.get("LAPOR_URL", "http://127.0.0.1:1708")
token = None


def call(path, body=None):
    """GET without a body, POST with one. A refusal ends the program with its own words."""
    request = urllib.request.Request(
        f"{URL}/api/v1{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "content-type": "application/json",
            **({} if token is None else {"authorization": f"Bearer {token}"}),
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        sys.exit(json.load(refusal)["detail"])


asked = call("/reporter/codes", {"contact": sys.argv[1]})
# Training mode sends nothing: it shows the code instead.
code = asked.get("training_code") or input("Kode: ")
token = call(f"/reporter/codes/{asked['id']}/check", {"code": code})["access_token"]
try:
    cursor = ""
    while cursor is not None:
        page = call(f"/reporter/reports?cursor={cursor}")
        for own in page["reports"]:
            report = call(f"/reports/{own['tracking_number']}")
            print(own["tracking_number"], report["state_label"], own["holder_name"], own["title"], sep=" · ")
        cursor = page["next_cursor"]
finally:
    call("/reporter/sign-out", {})
