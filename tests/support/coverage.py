#!/usr/bin/env python3
"""Add up what gcov counted in a build: lines of src/ that were run, by folder and floor.

    coverage.py SOURCE BUILD

Prints a table, then one line of sums, and fails if floors 0 to 3 were run for less than
90 % or all for less than 80 %. An object that no test has loaded counts as not run.
"""
import collections
import json
import os
import subprocess
import sys

FLOORS = {}
source, build = (os.path.realpath(path) for path in sys.argv[1:3])
with open(os.path.join(source, "tests/floors")) as plan:
    for line in plan:
        fields = line.split("#")[0].split()
        for folder in fields[1:]:
            FLOORS[folder] = int(fields[0]) if fields[0].isdigit() else 9

runs = collections.defaultdict(lambda: collections.defaultdict(int))
objects = []
for place, _, names in os.walk(os.path.join(build, "src")):
    objects += [os.path.join(place, name) for name in names if name.endswith(".gcno")]
for first in range(0, len(objects), 50):
    answer = subprocess.run(["gcov", "--json-format", "--stdout", *objects[first:first + 50]],
                            cwd=build, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    for text in answer.stdout.splitlines():
        for file in json.loads(text)["files"]:
            path = os.path.realpath(os.path.join(build, file["file"]))
            if not path.startswith(os.path.join(source, "src") + os.sep) or not path.endswith(".c"):
                continue
            for line in file["lines"]:
                key = os.path.relpath(path, os.path.join(source, "src"))
                runs[key][line["line_number"]] += line["count"] != 0

folders = collections.defaultdict(lambda: [0, 0])
for path, lines in runs.items():
    folder = path.split(os.sep)[0] if os.sep in path else "granola.c"
    folders[folder][0] += sum(count > 0 for count in lines.values())
    folders[folder][1] += len(lines)


def percent(names):
    run = sum(folders[name][0] for name in names)
    return 100 * run / max(1, sum(folders[name][1] for name in names))


for folder in sorted(folders, key=lambda name: (FLOORS.get(name, 9), name)):
    run, lines = folders[folder]
    print(f"{FLOORS.get(folder, 9)} {folder:10} {run:6} of {lines:6} lines {100 * run / lines:6.1f} %")
if os.environ.get("COVERAGE_FILES"):
    for path, lines in sorted(runs.items()):
        missed = sorted(number for number, count in lines.items() if not count)
        print(f"{path}: {len(missed)} of {len(lines)} not run: {missed}")
low = percent([name for name in folders if FLOORS.get(name, 9) <= 3])
overall = percent(list(folders))
print(f"coverage: {low:.1f} % of floors 0 to 3, {overall:.1f} % overall")
sys.exit(low < 90 or overall < 80)
