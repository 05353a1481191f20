/** Says what an interpreter is and has, as JSON. */
export const whatItIs = `
import importlib.util, json, sys, sysconfig
def version_of_pip():
    try:
        import pip
        return pip.__version__
    except Exception:
        return None
print(json.dumps({
    "executable": sys.executable,
    "packages": sysconfig.get_path("purelib") if sys.prefix != sys.base_prefix else None,
    "version": "%d.%d.%d" % sys.version_info[:3],
    "venv": importlib.util.find_spec("venv") is not None,
    "pip": version_of_pip(),
}))
`;

/**
 * Says, as JSON, which of the requirements in a file are not installed where it runs. With a second argument, a folder, it makes there the
 * programs that the installed packages bring.
 */
export const whatIsMissing = `
import json, os, re, sys
import importlib.metadata as metadata
try:
    from packaging.requirements import Requirement
except Exception:
    try:
        from pip._vendor.packaging.requirements import Requirement
    except Exception:
        Requirement = None

# The same module from another distribution.
others = {"psycopg2-binary": ["psycopg2"]}

def version_of(name):
    for one in [name] + others.get(re.sub(r"[._-]+", "-", name).lower(), []):
        try:
            return metadata.version(one)
        except Exception:
            pass
    return None

def lack(line):
    if Requirement is None:
        found = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line)
        name = found.group(0) if found else line
        have = version_of(name)
        return None if have is not None else {"line": line, "name": name}
    try:
        asked = Requirement(line)
    except Exception:
        return {"line": line, "name": line}
    if asked.marker is not None and not asked.marker.evaluate():
        return None
    have = version_of(asked.name)
    if have is None:
        return {"line": line, "name": asked.name}
    if not asked.specifier.contains(have, prereleases=True):
        return {"line": line, "name": asked.name, "have": have}
    return None

with open(sys.argv[1], encoding="utf-8") as file:
    lines = json.load(file)
missing = [one for one in map(lack, lines) if one is not None]

def write_programs(folder):
    found = metadata.entry_points()
    scripts = found.select(group="console_scripts") if hasattr(found, "select") else found.get("console_scripts", [])
    for script in scripts:
        path = os.path.join(folder, script.name)
        parts = re.match(r"([\\w.]+)\\s*:\\s*([\\w.]+)", script.value)
        if parts is None or not re.match(r"^[\\w.-]+$", script.name) or os.path.lexists(path):
            continue
        module, function = parts.groups()
        with open(path, "w", encoding="utf-8") as program:
            # A first line that names a path with blanks, or a long one, is not understood everywhere.
            program.write("#!/bin/sh\\n'''exec' \\"%s\\" \\"$0\\" \\"$@\\"\\n' '''\\n" % sys.executable)
            program.write("import sys\\nimport %s\\nsys.exit(%s.%s())\\n" % (module, module, function))
        os.chmod(path, 0o755)

if not missing and len(sys.argv) > 2:
    write_programs(sys.argv[2])
print(json.dumps(missing))
`;
