"""Pages through every listing that the endpoint answers and botocore can page.

Reads the file that it is given, {"operations": {"<service of botocore>": ["<operation>", …]}, "smallest": {"<service or service.operation>": n}}, makes a
little of everything, and writes a JSON list with an entry for each input of each operation: how many items and pages there were, and whether
the pages add up to the whole. An operation that botocore does not know has an `error`.
"""

import json
import sys

import botocore.session

import world

session = botocore.session.get_session()


def members(page, keys):
    """The items of a page, as texts that can be compared."""
    found = []
    for key in keys:
        items = key.search(page)
        for item in items if isinstance(items, list) else []:
            found.append(f"{key.expression}: {json.dumps(item, default=str, sort_keys=True)}")
    return found


def smallest(model, limit, name, told):
    """The smallest page that the service's model allows, or its reference where the model is silent."""
    least = model.input_shape.members[limit].metadata.get("min", 1)
    return told.get(name, told.get(name.split(".")[0], max(1, int(least))))


def looked(paginator, keys, given):
    pages = [members(page, keys) for page in paginator.paginate(**given)]
    return pages, sorted(item for page in pages for item in page)


def look(client, service, operation, given, told):
    """None where botocore pages nothing."""
    method = next((name for name, api in client.meta.method_to_api_mapping.items() if api == operation), None)
    name = f"{service}.{operation}"
    if method is None:
        return {"operation": name, "error": "botocore has no such operation"}
    if not client.can_paginate(method):
        return None
    paginator = client.get_paginator(method)
    model = client.meta.service_model.operation_model(operation)
    # CloudFormation says no size: its pages are as long as it likes.
    limit = paginator._limit_key
    pages, whole = looked(paginator, paginator.result_keys, given)
    size = None
    parts = whole
    if limit is not None:
        size = smallest(model, limit, name, told)
        paged = {**given, "PaginationConfig": {"PageSize": size}}
        pages, parts = looked(paginator, paginator.result_keys, paged)
    return {
        "operation": name,
        "size": size,
        "pages": len(pages),
        "largest": max(len(page) for page in pages),
        "adds": whole == parts,
        "repeats": len(parts) - len(set(parts)),
    }


def main():
    with open(sys.argv[1], encoding="utf8") as file:
        asked = json.load(file)
    inputs = world.make(session.create_client)["listings"]
    answers = []
    for service, operations in asked["operations"].items():
        client = session.create_client(service)
        for operation in sorted(operations):
            for given in inputs.get(f"{service}.{operation}", [{}]):
                try:
                    answers.append(look(client, service, operation, given, asked["smallest"]))
                except Exception as error:  # the test shows it
                    answers.append({"operation": f"{service}.{operation}", "error": f"{type(error).__name__}: {error}"})
    print(json.dumps([answer for answer in answers if answer is not None]))


main()
