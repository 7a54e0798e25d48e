"""Verifies a lottery by docs/methods/lottery.md, without any code of Schakel. Python 3, nothing else.

    python3 oracle/verify_lottery.py oracle/lottery-example.json

The file holds {"terms": what was announced, "draw": what was published}. Prints every fault; exit 1 if there is one.
"""
import hashlib
import json
import sys
from collections import Counter


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def faults(terms, draw):
    everyone = sorted(draw["applicants"], key=lambda a: a["id"])
    total, places = len(everyone), min(terms["places"], len(everyone))
    if len({a["id"] for a in everyone}) != total:
        yield "an id occurs twice"
    if sha256(draw["secret"]) != terms["commitment"]:
        yield "the secret is not the one committed to"
    if sha256("".join(f"{a['id']}\t{a['stratum']}\n" for a in everyone)) != terms["listHash"]:
        yield "the list is not the one announced"
    lines = ["schakel-lottery-1", terms["lottery"], str(terms["places"]), draw["secret"], terms["listHash"],
             terms.get("publicSource", ""), draw.get("publicValue", "")]
    if sha256("\n".join(lines)) != draw["seed"]:
        yield "the seed does not follow"
    seed = draw["seed"]

    counts = Counter(a["stratum"] for a in everyone)
    start = int(sha256(f"{seed} rounding"), 16) % total
    strata, passed = {}, 0
    for name in sorted(counts, key=lambda name: sha256(f"{seed} stratum {name}")):
        before, passed = passed, passed + counts[name]
        strata[name] = (places * passed + start) // total - (places * before + start) // total
    if list(strata.items()) != [(s["name"], s["places"]) for s in draw["strata"]]:
        yield f"places per stratum should be {strata}"

    ticket = {a["id"]: sha256(f"{seed} applicant {a['id']}") for a in everyone}
    for a in everyone:
        rank = 1 + sum(b["stratum"] == a["stratum"] and ticket[b["id"]] < ticket[a["id"]] for b in everyone)
        waiting = rank - strata[a["stratum"]]
        right = (ticket[a["id"]], rank, "place" if waiting <= 0 else "waiting", None if waiting <= 0 else waiting)
        if right != (a["ticket"], a["rank"], a["result"], a.get("waitingNumber")):
            yield f"{a['id']} should have ticket, rank, result and waiting number {right}"


if __name__ == "__main__":
    record = json.load(open(sys.argv[1], encoding="utf-8"))
    found = list(faults(record["terms"], record["draw"]))
    print("\n".join(found) or f"in order: {len(record['draw']['applicants'])} applicants")
    sys.exit(1 if found else 0)
