"""How fast a peer parses or checks WDL; runs in the peers' Python.

usage: peer_rates.py miniwdl|sprocket parse|check SECONDS FILE|FOLDER...

Goes once over the documents, in an order that mixes them, until that has taken so many seconds of CPU. Reading files is not
counted for parsing. Prints one JSON object: mb_per_second, and how much was covered.
"""
import json
import pathlib
import sys
import time


def documents(paths):
    found = []
    for path in map(pathlib.Path, paths):
        found += sorted(p for p in path.rglob("*.wdl") if "/." not in str(p)) if path.is_dir() else [path]
    # Every 37th, then every 37th from the second on, …: what is covered when time is up is like the whole.
    return [p for start in range(37) for p in found[start::37]]


def miniwdl(step):
    import WDL

    if step == "parse":
        return lambda path, text: WDL.parse_document(text)
    return lambda path, text: WDL.load(str(path))


def sprocket(step):
    from sprocket_bio.ast import Document
    from sprocket_bio.grammar import SupportedVersion
    from sprocket_bio.grammar.version import V1

    fallback = SupportedVersion.V1(V1.ZERO)
    return lambda path, text: Document.parse(text, fallback)


def main(engine, step, seconds, *paths):
    work = {"miniwdl": miniwdl, "sprocket": sprocket}[engine](step)
    spent, size, count, refused = 0.0, 0, 0, 0
    for path in documents(paths):
        text = path.read_text(encoding="utf-8", errors="replace")
        start = time.process_time()
        try:
            work(path, text)
        except Exception:
            refused += 1
        spent += time.process_time() - start
        size += len(text.encode())
        count += 1
        if spent >= float(seconds):
            break
    print(json.dumps({"step": step, "documents": count, "bytes": size, "refused": refused,
                      "mb_per_second": round(size / 1e6 / max(spent, 1e-9), 3)}))


main(*sys.argv[1:])
